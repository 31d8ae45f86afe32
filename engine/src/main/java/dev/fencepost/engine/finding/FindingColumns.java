package dev.fencepost.engine.finding;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.record.LabelsJson;
import dev.fencepost.policy.condition.FindingField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a finding that some conditions look at. Reading and decoding the others would take
 * longer than judging.
 */
public final class FindingColumns {

  private static final String ALWAYS = "f.finding_id, f.scan_epoch, f.source_no, f.source_offset";

  private final Set<FindingField> fields;

  private FindingColumns(Set<FindingField> fields) {
    this.fields = fields;
  }

  /** The id and the version are among them always. */
  public static FindingColumns of(Collection<FindingField> fields) {
    Set<FindingField> others = EnumSet.noneOf(FindingField.class);
    others.addAll(fields);
    others.remove(FindingField.ID);
    return new FindingColumns(others);
  }

  /** A list for SELECT, of a table known as {@code f}. */
  public String sql() {
    StringBuilder sql = new StringBuilder(ALWAYS);
    for (FindingField field : fields) {
      sql.append(
          field == FindingField.LABELS ? ", f.labels::text AS labels" : ", f." + field.key());
    }
    return sql.toString();
  }

  /** The finding on which the cursor stands; fields that nobody looks at have some value. */
  public Finding of(ResultSet row) throws SQLException {
    return new Finding(
        row.getString("finding_id"),
        text(row, FindingField.INFO_TYPE),
        fields.contains(FindingField.CONFIDENCE) ? row.getDouble("confidence") : 0,
        fields.contains(FindingField.MATCH_COUNT) ? row.getLong("match_count") : 1,
        text(row, FindingField.DATASOURCE),
        text(row, FindingField.NODE_GROUP),
        text(row, FindingField.OBJECT_PATH),
        text(row, FindingField.FIELD),
        fields.contains(FindingField.LABELS) ? LabelsJson.read(row.getString("labels")) : Map.of(),
        fields.contains(FindingField.DISCOVERED_AT)
            ? row.getObject("discovered_at", OffsetDateTime.class).toInstant()
            : Instant.EPOCH);
  }

  private String text(ResultSet row, FindingField field) throws SQLException {
    return fields.contains(field) ? row.getString(field.key()) : "";
  }
}

package dev.fencepost.engine.finding;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
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
  private final boolean hasObject;

  private FindingColumns(Set<FindingField> fields) {
    this.fields = fields;
    this.hasObject = fields.stream().anyMatch(field -> field.group().isPresent());
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
      String column = field.column();
      sql.append(
          field.kind() == FindingField.Kind.LABELS
              ? ", f." + column + "::text AS " + column
              : ", f." + column);
    }
    return sql.toString();
  }

  /** The finding on which the cursor stands; fields that nobody looks at have some value. */
  public Finding of(ResultSet row) throws SQLException {
    return new Finding(
        row.getString(FindingField.ID.column()),
        text(row, FindingField.INFO_TYPE),
        fields.contains(FindingField.CONFIDENCE)
            ? row.getDouble(FindingField.CONFIDENCE.column())
            : 0,
        number(row, FindingField.MATCH_COUNT, 1),
        text(row, FindingField.DATASOURCE),
        text(row, FindingField.NODE_GROUP),
        text(row, FindingField.OBJECT_PATH),
        text(row, FindingField.FIELD),
        labels(row, FindingField.LABELS),
        time(row, FindingField.DISCOVERED_AT),
        text(row, FindingField.OWNER),
        text(row, FindingField.REGION),
        hasObject ? object(row) : ObjectAttributes.UNKNOWN);
  }

  private ObjectAttributes object(ResultSet row) throws SQLException {
    return new ObjectAttributes(
        number(row, FindingField.OBJECT_SIZE, 0),
        text(row, FindingField.OBJECT_TYPE),
        text(row, FindingField.OBJECT_OWNER),
        time(row, FindingField.OBJECT_MODIFIED_AT),
        labels(row, FindingField.OBJECT_LABELS));
  }

  private String text(ResultSet row, FindingField field) throws SQLException {
    return fields.contains(field) ? row.getString(field.column()) : "";
  }

  private long number(ResultSet row, FindingField field, long otherwise) throws SQLException {
    return fields.contains(field) ? row.getLong(field.column()) : otherwise;
  }

  private Instant time(ResultSet row, FindingField field) throws SQLException {
    return fields.contains(field)
        ? row.getObject(field.column(), OffsetDateTime.class).toInstant()
        : Instant.EPOCH;
  }

  private Map<String, String> labels(ResultSet row, FindingField field) throws SQLException {
    return fields.contains(field) ? LabelsJson.read(row.getString(field.column())) : Map.of();
  }
}

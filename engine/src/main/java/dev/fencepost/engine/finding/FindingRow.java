package dev.fencepost.engine.finding;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.FindingVersion;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.engine.record.LabelsJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/**
 * A finding as it is stored.
 *
 * @param partition the partition of its record
 */
public record FindingRow(Finding finding, FindingVersion version, int partition, boolean deleted) {

  /** What {@link #of} reads, of a table known as {@code f}. */
  public static final String COLUMNS =
      """
      f.finding_id, f.info_type, f.confidence, f.match_count, f.datasource, f.node_group,
      f.object_path, f.field, f.labels::text AS labels, f.discovered_at, f.source_owner, f.region,
      f.object_size, f.object_type, f.object_owner, f.object_modified_at,
      f.object_labels::text AS object_labels,
      f.scan_epoch, f.source_no, f.source_partition, f.source_offset, f.deleted
      """;

  /** Reads the row the cursor stands on. */
  public static FindingRow of(ResultSet row) throws SQLException {
    return new FindingRow(
        finding(row), version(row), row.getInt("source_partition"), row.getBoolean("deleted"));
  }

  /** Reads the columns {@code scan_epoch}, {@code source_no} and {@code source_offset}. */
  public static FindingVersion version(ResultSet row) throws SQLException {
    return new FindingVersion(
        row.getLong("scan_epoch"), row.getInt("source_no"), row.getLong("source_offset"));
  }

  private static Finding finding(ResultSet row) throws SQLException {
    return new Finding(
        row.getString("finding_id"),
        row.getString("info_type"),
        row.getDouble("confidence"),
        row.getLong("match_count"),
        row.getString("datasource"),
        row.getString("node_group"),
        row.getString("object_path"),
        row.getString("field"),
        LabelsJson.read(row.getString("labels")),
        row.getObject("discovered_at", OffsetDateTime.class).toInstant(),
        row.getString("source_owner"),
        row.getString("region"),
        new ObjectAttributes(
            row.getLong("object_size"),
            row.getString("object_type"),
            row.getString("object_owner"),
            row.getObject("object_modified_at", OffsetDateTime.class).toInstant(),
            LabelsJson.read(row.getString("object_labels"))));
  }
}

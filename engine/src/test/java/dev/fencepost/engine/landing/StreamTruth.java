package dev.fencepost.engine.landing;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.fence.OffsetsJson;
import dev.fencepost.engine.record.LabelsJson;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.CelJudge;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the stream alone must have opened: findings past each version's cut-off, judged by CEL
 * itself.
 */
record StreamTruth(Set<String> expected, Set<String> open) {

  private record Version(ArmedPolicy policy, Offsets cutoffs) {}

  /** A finding as it is stored, and where its newest version came from. */
  record Landed(Finding finding, SourcePartition at, long offset) {}

  static StreamTruth read(MigratedDatabase db) throws SQLException {
    try (var connection = db.connect()) {
      List<Version> versions =
          Jdbc.list(
              connection,
              """
              SELECT policy_id, version, condition, cutoff_offsets FROM policy_versions
              WHERE status = 'BACKFILLING'
              """,
              row ->
                  new Version(
                      new ArmedPolicy(row.getLong(1), row.getInt(2), row.getString(3)),
                      OffsetsJson.read(row.getString(4))));
      List<Landed> findings = live(connection);
      Set<String> expected = new TreeSet<>();
      for (Version version : versions) {
        CelJudge judge = CelJudge.of(List.of(version.policy));
        for (Landed landed : findings) {
          if (!version.cutoffs.covers(landed.at, landed.offset)
              && !judge.judge(landed.finding).matching().isEmpty()) {
            expected.add(landed.finding.id() + " by " + version.policy.policyId());
          }
        }
      }
      Set<String> open =
          new TreeSet<>(
              Jdbc.list(
                  connection,
                  """
                  SELECT r.finding_id || ' by ' || r.policy_id FROM policy_results r
                  JOIN policies p ON p.policy_id = r.policy_id AND p.current_version = r.policy_version
                  WHERE r.open
                  """,
                  row -> row.getString(1)));
      return new StreamTruth(expected, open);
    }
  }

  /** The findings that are not deleted. */
  static List<Landed> live(Connection connection) throws SQLException {
    return Jdbc.list(connection, "SELECT * FROM findings WHERE NOT deleted", StreamTruth::landed);
  }

  private static Landed landed(ResultSet row) throws SQLException {
    return new Landed(
        new Finding(
            row.getString("finding_id"),
            row.getString("info_type"),
            row.getDouble("confidence"),
            row.getLong("match_count"),
            row.getString("datasource"),
            row.getString("node_group"),
            row.getString("object_path"),
            row.getString("field"),
            LabelsJson.read(row.getString("labels")),
            row.getObject("discovered_at", OffsetDateTime.class).toInstant()),
        new SourcePartition(row.getInt("source_no"), row.getInt("source_partition")),
        row.getLong("source_offset"));
  }
}

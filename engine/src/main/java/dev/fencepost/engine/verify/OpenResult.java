package dev.fencepost.engine.verify;

import dev.fencepost.core.policy.ResultVersion;
import dev.fencepost.engine.finding.FindingRow;
import java.sql.ResultSet;
import java.sql.SQLException;

/** An open result and the versions it was written for. */
record OpenResult(String findingId, long policyId, ResultVersion version) {

  /** Of the policies in an array parameter. */
  static final String SELECT =
      """
      SELECT r.finding_id, r.policy_id, r.policy_version,
        r.scan_epoch, r.source_no, r.source_offset
      FROM policy_results r
      WHERE r.open AND r.policy_id = ANY (?)
      ORDER BY r.finding_id, r.policy_id
      """;

  static OpenResult of(ResultSet row) throws SQLException {
    return new OpenResult(
        row.getString("finding_id"),
        row.getLong("policy_id"),
        new ResultVersion(row.getInt("policy_version"), FindingRow.version(row)));
  }
}

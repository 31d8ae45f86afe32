package dev.fencepost.engine.landing;

import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The verdicts of the stream. Its statements must run after the one that stored the findings, on a
 * newer snapshot.
 */
final class ResultStore {

  private final int sourceNo;

  ResultStore(int sourceNo) {
    this.sourceNo = sourceNo;
  }

  /** A finding's version that was judged. */
  record Judged(String findingId, long scanEpoch, long offset) {}

  /** A policy that a judged finding matches. */
  record Match(Judged finding, ArmedPolicy policy) {}

  /**
   * Opens matching results; an open one of the same policy version keeps who opened it and when.
   */
  int open(Connection tx, List<Match> matches) throws SQLException {
    if (matches.isEmpty()) {
      return 0;
    }
    return Jdbc.update(
        tx,
        """
        INSERT INTO policy_results AS r (finding_id, policy_id, policy_version, scan_epoch, source_no,
          source_offset, open, origin, opened_at, updated_at)
        SELECT m.finding_id, m.policy_id, m.policy_version, m.scan_epoch, ?, m.source_offset, true,
          'STREAM', clock_timestamp(), clock_timestamp()
        FROM unnest(?, ?, ?, ?, ?)
          AS m(finding_id, policy_id, policy_version, scan_epoch, source_offset)
        ORDER BY m.finding_id COLLATE "C", m.policy_id
        ON CONFLICT (finding_id, policy_id) DO UPDATE SET
          policy_version = EXCLUDED.policy_version, scan_epoch = EXCLUDED.scan_epoch,
          source_no = EXCLUDED.source_no, source_offset = EXCLUDED.source_offset, open = true,
          origin = CASE WHEN r.open AND r.policy_version = EXCLUDED.policy_version
                        THEN r.origin ELSE EXCLUDED.origin END,
          opened_at = CASE WHEN r.open AND r.policy_version = EXCLUDED.policy_version
                           THEN r.opened_at ELSE EXCLUDED.opened_at END,
          updated_at = EXCLUDED.updated_at
        WHERE (r.policy_version, r.scan_epoch, r.source_no, r.source_offset)
            < (EXCLUDED.policy_version, EXCLUDED.scan_epoch, EXCLUDED.source_no, EXCLUDED.source_offset)
        """,
        sourceNo,
        SqlArray.texts(matches.stream().map(m -> m.finding().findingId()).toList()),
        SqlArray.bigints(matches.stream().map(m -> m.policy().policyId()).toList()),
        SqlArray.ints(matches.stream().map(m -> m.policy().version()).toList()),
        SqlArray.bigints(matches.stream().map(m -> m.finding().scanEpoch()).toList()),
        SqlArray.bigints(matches.stream().map(m -> m.finding().offset()).toList()));
  }

  /** Closes open results of judged findings for armed policies that they do not match. */
  int close(Connection tx, List<Judged> judged, List<ArmedPolicy> armed, List<Match> matches)
      throws SQLException {
    if (judged.isEmpty() || armed.isEmpty()) {
      return 0;
    }
    return Jdbc.update(
        tx,
        """
        WITH closing AS (
          SELECT r.finding_id, r.policy_id, a.policy_version, j.scan_epoch, j.source_offset
          FROM unnest(?, ?, ?) AS j(finding_id, scan_epoch, source_offset)
          JOIN policy_results r ON r.finding_id = j.finding_id
          JOIN unnest(?, ?) AS a(policy_id, policy_version) ON a.policy_id = r.policy_id
          WHERE r.open
            AND (r.policy_version, r.scan_epoch, r.source_no, r.source_offset)
              < (a.policy_version, j.scan_epoch, ?, j.source_offset)
            AND NOT EXISTS (
              SELECT FROM unnest(?, ?) AS m(finding_id, policy_id)
              WHERE m.finding_id = r.finding_id AND m.policy_id = r.policy_id)
          ORDER BY r.finding_id, r.policy_id
          FOR UPDATE OF r)
        UPDATE policy_results r SET open = false, policy_version = c.policy_version,
          scan_epoch = c.scan_epoch, source_no = ?, source_offset = c.source_offset,
          updated_at = clock_timestamp()
        FROM closing c WHERE r.finding_id = c.finding_id AND r.policy_id = c.policy_id
        """,
        SqlArray.texts(judged.stream().map(Judged::findingId).toList()),
        SqlArray.bigints(judged.stream().map(Judged::scanEpoch).toList()),
        SqlArray.bigints(judged.stream().map(Judged::offset).toList()),
        SqlArray.bigints(armed.stream().map(ArmedPolicy::policyId).toList()),
        SqlArray.ints(armed.stream().map(ArmedPolicy::version).toList()),
        sourceNo,
        SqlArray.texts(matches.stream().map(m -> m.finding().findingId()).toList()),
        SqlArray.bigints(matches.stream().map(m -> m.policy().policyId()).toList()),
        sourceNo);
  }
}

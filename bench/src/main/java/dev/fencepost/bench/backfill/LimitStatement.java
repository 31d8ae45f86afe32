package dev.fencepost.bench.backfill;

import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The least that the work can be: one statement that somebody wrote for this one condition, with
 * the same locks, the same order and the same rule about newer results.
 */
final class LimitStatement {

  private LimitStatement() {}

  static Work run(Stage stage) throws SQLException {
    try (Connection connection = stage.settings().connect()) {
      long begun = System.nanoTime();
      Jdbc.update(
          connection,
          """
          INSERT INTO policy_results AS r (finding_id, policy_id, policy_version,
            scan_epoch, source_no, source_offset, open, origin, opened_at, updated_at)
          SELECT finding_id, 1, 1, scan_epoch, source_no, source_offset, true, 'BACKFILL', now(), now()
          FROM findings f
          WHERE NOT deleted AND %s
          ORDER BY finding_id
          FOR SHARE OF f
          ON CONFLICT (finding_id, policy_id) DO UPDATE SET
            policy_version = excluded.policy_version, scan_epoch = excluded.scan_epoch,
            source_no = excluded.source_no, source_offset = excluded.source_offset, open = true,
            origin = excluded.origin, opened_at = excluded.opened_at,
            updated_at = excluded.updated_at
          WHERE (excluded.policy_version, excluded.scan_epoch, excluded.source_no,
              excluded.source_offset)
            > (r.policy_version, r.scan_epoch, r.source_no, r.source_offset)
          """
              .formatted(SlicedPolicies.SQL));
      return new Work(Duration.ofNanos(System.nanoTime() - begun), Duration.ZERO);
    }
  }
}

package dev.fencepost.engine.job;

import dev.fencepost.core.job.JobStatus;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Tries the failed tasks of a finished job again, in the transaction of the one who asks. */
final class JobRetry {

  private JobRetry() {}

  /**
   * Why it must not be done; empty when it may. The data sources' rows stay locked, so that no scan
   * of them begins meanwhile.
   */
  static Optional<String> obstacle(Connection tx, long jobId) throws SQLException {
    record Source(String name, boolean scannedSince) {}
    boolean producers =
        Jdbc.one(
            tx,
            "SELECT jsonb_exists(configuration, 'producer') FROM jobs WHERE job_id = ?",
            row -> row.getBoolean(1),
            jobId);
    if (producers) {
      return Optional.of("was opened for a producer; open another scan instead");
    }
    var sources =
        Jdbc.list(
            tx,
            """
            SELECT d.name, EXISTS (
                SELECT FROM tasks t
                WHERE t.job_id = ? AND t.status = 'FAILED' AND t.datasource = d.name
                  AND t.scan_epoch < d.scan_epoch)
              OR EXISTS (
                SELECT FROM jobs j
                CROSS JOIN LATERAL jsonb_array_elements(j.configuration -> 'datasources') AS source
                WHERE j.kind = 'SCAN' AND j.status = ANY (?) AND source ->> 'name' = d.name
                  AND j.job_id <> ?) AS scanned_since
            FROM datasources d
            WHERE d.name IN (SELECT datasource FROM tasks WHERE job_id = ? AND status = 'FAILED')
            ORDER BY d.name
            FOR UPDATE
            """,
            row -> new Source(row.getString("name"), row.getBoolean("scanned_since")),
            jobId,
            Scans.UNFINISHED,
            jobId,
            jobId);
    if (sources.isEmpty()) {
      return Optional.of("has no failed task; start the scan again instead");
    }
    return sources.stream()
        .filter(Source::scannedSince)
        .findFirst()
        .map(source -> "cannot be retried: a newer scan of \"" + source.name() + "\" was started");
  }

  /** Queues them with a new budget and a new attempt, and says how many there are. */
  static long queue(Connection tx, long jobId) throws SQLException {
    long tasks =
        Jdbc.update(
            tx,
            """
            UPDATE tasks
            SET status = 'QUEUED', attempt = attempt + 1, budget_used = 0,
                next_attempt_at = clock_timestamp(), worker_id = NULL, lease_expiry = NULL,
                started_at = NULL, finished_at = NULL, records_sent = NULL, end_offset = NULL,
                landed = 0, dead_lettered = 0,
                source_no = (SELECT max(source_no) FROM landing_progress)
            WHERE job_id = ? AND status = 'FAILED'
            """,
            jobId);
    Jdbc.update(
        tx,
        """
        UPDATE jobs
        SET status = ?, finished_at = NULL, failure = NULL, version = version + 1,
            source_no = (SELECT max(source_no) FROM landing_progress)
        WHERE job_id = ?
        """,
        JobStatus.QUEUED,
        jobId);
    return tasks;
  }
}

package dev.fencepost.engine.job;

import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;

/** Ends the unfinished tasks of a job that is cancelled. */
final class CancelledTasks {

  static final String UNFINISHED = "status IN ('QUEUED', 'RUNNING', 'COMPLETED_PRODUCING')";

  private CancelledTasks() {}

  /**
   * Those that run first. Each gets another attempt, so that the landing ignores what the cancelled
   * one sent or still sends.
   */
  static void cancel(Connection tx, long jobId, int most) throws SQLException {
    Jdbc.update(
        tx,
        """
        WITH chosen AS (
          SELECT task_id FROM tasks
          WHERE job_id = ? AND %s
          ORDER BY status = 'QUEUED', task_id
          LIMIT ?),
        locked AS (
          SELECT task_id FROM tasks
          WHERE task_id IN (SELECT task_id FROM chosen) AND %s
          ORDER BY task_id
          FOR NO KEY UPDATE)
        UPDATE tasks
        SET status = 'CANCELLED', attempt = attempt + 1, worker_id = NULL, lease_expiry = NULL,
            finished_at = clock_timestamp()
        WHERE task_id IN (SELECT task_id FROM locked)
        """
            .formatted(UNFINISHED, UNFINISHED),
        jobId,
        most);
  }
}

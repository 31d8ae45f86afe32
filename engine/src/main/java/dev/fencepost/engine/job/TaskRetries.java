package dev.fencepost.engine.job;

import dev.fencepost.core.job.Attempts;
import dev.fencepost.core.job.Attempts.Retry;
import dev.fencepost.core.job.FailureKind;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.retry.BackOff;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The one place where a failed attempt of a task is followed by the next one, or by none. */
public final class TaskRetries {

  private static final BackOff BACK_OFF =
      new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1), Math::random);

  private TaskRetries() {}

  private record InFlight(TaskStatus status, Attempts attempts) {}

  /**
   * Ends an attempt that is running or sent, as part of the caller's transaction, and counts what
   * the next one lands from zero again.
   *
   * @param reason a sentence for people that never holds a value that was found
   * @return false when this attempt is not in flight any more; then nothing is changed
   */
  public static boolean retry(
      Connection tx, long taskId, int attempt, FailureKind kind, String reason)
      throws SQLException {
    Optional<InFlight> task =
        Jdbc.first(
                tx,
                """
                SELECT status, attempt, budget_used, max_attempts FROM tasks
                WHERE task_id = ? AND attempt = ?
                FOR NO KEY UPDATE
                """,
                row ->
                    new InFlight(
                        TaskStatus.valueOf(row.getString("status")),
                        new Attempts(
                            row.getInt("attempt"),
                            row.getInt("budget_used"),
                            row.getInt("max_attempts"))),
                taskId,
                attempt)
            .filter(found -> found.status().isInFlight());
    if (task.isEmpty()) {
      return false;
    }
    Optional<Retry> next = task.get().attempts().afterFailure(kind, BACK_OFF);
    if (next.isPresent()) {
      queue(tx, taskId, next.get(), reason);
    } else {
      giveUp(tx, taskId, reason);
    }
    return true;
  }

  private static void queue(Connection tx, long taskId, Retry retry, String reason)
      throws SQLException {
    Jdbc.update(
        tx,
        """
        UPDATE tasks
        SET status = 'QUEUED', attempt = ?, budget_used = ?,
            next_attempt_at = clock_timestamp() + ? * interval '1 millisecond',
            worker_id = NULL, lease_expiry = NULL, started_at = NULL,
            records_sent = NULL, end_offset = NULL, landed = 0, dead_lettered = 0, failure = ?
        WHERE task_id = ?
        """,
        retry.attempts().attempt(),
        retry.attempts().budgetUsed(),
        retry.pause().toMillis(),
        reason,
        taskId);
  }

  private static void giveUp(Connection tx, long taskId, String reason) throws SQLException {
    Jdbc.update(
        tx,
        """
        UPDATE tasks
        SET status = 'FAILED', budget_used = budget_used + 1, lease_expiry = NULL, failure = ?,
            finished_at = clock_timestamp()
        WHERE task_id = ?
        """,
        reason,
        taskId);
  }
}

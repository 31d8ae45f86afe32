package dev.fencepost.engine.job;

import dev.fencepost.core.job.FailureKind;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.RowMapper;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Recovers tasks that nobody will finish. Any coordinator may do it for any task: what it does is
 * conditional on the attempt, so two of them do it once.
 *
 * <p>After the database was away, wait for the length of a task's lease before reaping: workers
 * that could not prolong their leases must have the chance to say so, which costs them no attempt.
 */
public final class TaskReaper {

  private static final int MOST = 100;
  private static final RowMapper<Candidate> CANDIDATE =
      row -> new Candidate(row.getLong("task_id"), row.getInt("attempt"));

  private final Database database;

  public TaskReaper(Database database) {
    this.database = database;
  }

  private record Candidate(long taskId, int attempt) {}

  /** What one round found. */
  public record Reaped(int abandoned, int endsLost) {}

  /** Ends attempts whose worker died or stood still, and those whose END passed without effect. */
  public Reaped reap() {
    return database.transact(
        "reap tasks",
        tx ->
            new Reaped(
                retry(tx, abandoned(tx), "The worker stopped reporting, or took too long."),
                retry(tx, endsLost(tx), "Its END was read by the landing without completing it.")));
  }

  private static List<Candidate> abandoned(Connection tx) throws SQLException {
    return Jdbc.list(
        tx,
        """
        SELECT task_id, attempt FROM tasks
        WHERE status = 'RUNNING' AND lease_expiry <= now()
        ORDER BY task_id
        LIMIT ?
        FOR NO KEY UPDATE SKIP LOCKED
        """,
        CANDIDATE,
        MOST);
  }

  /**
   * Read in one snapshot: the landing passes an END and completes its task in one transaction, so a
   * task that is still open behind it stays open. Of each partition only the tasks are read whose
   * END was passed; all others that were sent are left alone.
   */
  private static List<Candidate> endsLost(Connection tx) throws SQLException {
    return Jdbc.list(
        tx,
        """
        SELECT passed.task_id, passed.attempt
        FROM landing_progress p
        CROSS JOIN LATERAL (
          SELECT task_id, attempt FROM tasks
          WHERE status = 'COMPLETED_PRODUCING' AND source_no = p.source_no
            AND partition = p.partition AND end_offset < p.next_offset
          ORDER BY end_offset
          LIMIT ?
          FOR NO KEY UPDATE SKIP LOCKED) AS passed
        LIMIT ?
        """,
        CANDIDATE,
        MOST,
        MOST);
  }

  private static int retry(Connection tx, List<Candidate> candidates, String reason)
      throws SQLException {
    int retried = 0;
    for (Candidate candidate : candidates) {
      boolean done =
          TaskRetries.retry(
              tx, candidate.taskId(), candidate.attempt(), FailureKind.COUNTS, reason);
      retried += done ? 1 : 0;
    }
    return retried;
  }
}

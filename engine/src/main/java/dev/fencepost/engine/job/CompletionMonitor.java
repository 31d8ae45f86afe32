package dev.fencepost.engine.job;

import dev.fencepost.core.job.JobOutcome;
import dev.fencepost.core.job.JobOutcome.TaskState;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.TaskKind;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Makes a job final when its END_JOB arrives. Whoever reads the topic may do it, and repeat it. */
public final class CompletionMonitor {

  private final Database database;

  public CompletionMonitor(Database database) {
    this.database = database;
  }

  /**
   * Decides the job by its tasks.
   *
   * @return where the job stands now; empty when there is no such scan. A job that is not final
   *     after this got a marker too early, which is ignored.
   */
  public Optional<JobStatus> complete(long jobId) {
    return database.transact("complete a job", tx -> complete(tx, jobId));
  }

  private static Optional<JobStatus> complete(Connection tx, long jobId) throws SQLException {
    Optional<JobStatus> before =
        Jdbc.first(
            tx,
            "SELECT status FROM jobs WHERE job_id = ? AND kind = 'SCAN' FOR NO KEY UPDATE",
            row -> JobStatus.valueOf(row.getString(1)),
            jobId);
    if (before.isEmpty() || before.get() != JobStatus.RUNNING) {
      return before;
    }
    List<TaskState> tasks =
        Jdbc.list(
            tx,
            "SELECT DISTINCT kind, status FROM tasks WHERE job_id = ?",
            row ->
                new TaskState(
                    TaskKind.valueOf(row.getString(1)), TaskStatus.valueOf(row.getString(2))),
            jobId);
    Optional<JobStatus> outcome = JobOutcome.of(tasks);
    if (outcome.isEmpty()) {
      return before;
    }
    Jdbc.update(
        tx,
        """
        UPDATE jobs
        SET status = ?, finished_at = clock_timestamp(), master_pending_commands = NULL,
            orchestrator_id = NULL, orchestrator_lease_expiry = NULL,
            failure = (
              SELECT datasource || ': ' || failure FROM tasks
              WHERE job_id = ? AND status = 'FAILED'
              ORDER BY kind = 'ENUMERATE' DESC, task_id
              LIMIT 1)
        WHERE job_id = ?
        """,
        outcome.get(),
        jobId,
        jobId);
    if (outcome.get() == JobStatus.COMPLETED) {
      Purges.complete(tx, jobId);
    }
    return outcome;
  }
}

package dev.fencepost.engine.job;

import dev.fencepost.core.job.CommandRules;
import dev.fencepost.core.job.CommandRules.Execution;
import dev.fencepost.core.job.JobState;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.PendingCommands;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Carries out the commands of jobs for their owner: what a command does and that it is done are
 * written in one transaction.
 */
public final class CommandDriver {

  /** How many tasks one transaction cancels; the job's row is locked for so long. */
  static final int MOST_TASKS = 2_000;

  private final Database database;
  private final int mostTasks;

  public CommandDriver(Database database) {
    this(database, MOST_TASKS);
  }

  /**
   * Where a job stands after an execution.
   *
   * @param more whether the same command needs another transaction
   */
  public record Executed(JobStatus status, boolean more) {}

  CommandDriver(Database database, int mostTasks) {
    this.database = database;
    this.mostTasks = mostTasks;
  }

  /** The jobs of an owner for which something is open, apart from their start. */
  public List<OwnedJob> open(String owner) {
    return database.transact(
        "look for commands",
        tx ->
            Jdbc.list(
                tx,
                """
                SELECT job_id, version FROM jobs
                WHERE orchestrator_id = ? AND kind = 'SCAN'
                  AND (status = 'PAUSING' OR master_pending_commands <> 'START')
                ORDER BY job_id
                """,
                row -> new OwnedJob(row.getLong(1), owner, row.getLong(2)),
                owner));
  }

  /**
   * Does what is open; tasks that run are told by their next heartbeat.
   *
   * @return empty when the job is another coordinator's; then nothing was written
   */
  public Optional<Executed> execute(OwnedJob job) {
    return database.transact("carry out a command", tx -> execute(tx, job));
  }

  private Optional<Executed> execute(Connection tx, OwnedJob owned) throws SQLException {
    // Claims share the row: when it is had, every claim is durable or has not begun.
    Optional<JobState> job =
        Jdbc.first(
            tx,
            """
            SELECT status, master_pending_commands FROM jobs
            WHERE job_id = ? AND orchestrator_id = ? AND version = ?
            FOR UPDATE
            """,
            row ->
                new JobState(
                    JobStatus.valueOf(row.getString(1)),
                    PendingCommands.of(row.getString(2)),
                    true),
            owned.jobId(),
            owned.owner(),
            owned.version());
    if (job.isEmpty()) {
      return Optional.empty();
    }
    long running = count(tx, owned.jobId(), "status = 'RUNNING'");
    boolean tooMany = count(tx, owned.jobId(), CancelledTasks.UNFINISHED) > mostTasks;
    Optional<Execution> execution = CommandRules.execute(job.get(), running, tooMany);
    if (execution.isEmpty()) {
      return job.map(state -> new Executed(state.status(), false));
    }
    write(tx, owned.jobId(), execution.get());
    if (execution.get().endTasks()) {
      CancelledTasks.cancel(tx, owned.jobId(), mostTasks);
    }
    return execution.map(done -> new Executed(done.next(), done.endTasks() && tooMany));
  }

  /** Counts no further than is needed. */
  private long count(Connection tx, long jobId, String which) throws SQLException {
    return Jdbc.one(
        tx,
        "SELECT count(*) FROM (SELECT 1 FROM tasks WHERE job_id = ? AND "
            + which
            + " LIMIT ?) AS t",
        row -> row.getLong(1),
        jobId,
        mostTasks + 1);
  }

  /** A job that stands still needs no owner; whoever is to resume or cancel it claims it. */
  private static void write(Connection tx, long jobId, Execution execution) throws SQLException {
    boolean stands =
        execution.next().isFinal()
            || (execution.next() == JobStatus.PAUSED && execution.pending().wish() == null);
    Jdbc.update(
        tx,
        """
        UPDATE jobs
        SET status = ?, master_pending_commands = ?,
            orchestrator_id = CASE WHEN ? THEN NULL ELSE orchestrator_id END,
            orchestrator_lease_expiry = CASE WHEN ? THEN NULL ELSE orchestrator_lease_expiry END,
            finished_at = CASE WHEN ? THEN clock_timestamp() END
        WHERE job_id = ?
        """,
        execution.next(),
        execution.pending().text(),
        stands,
        stands,
        execution.next().isFinal(),
        jobId);
  }
}

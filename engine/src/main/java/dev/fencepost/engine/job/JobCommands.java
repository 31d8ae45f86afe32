package dev.fencepost.engine.job;

import dev.fencepost.core.job.CommandAnswer;
import dev.fencepost.core.job.CommandAnswer.Later;
import dev.fencepost.core.job.CommandAnswer.Nothing;
import dev.fencepost.core.job.CommandAnswer.Now;
import dev.fencepost.core.job.CommandAnswer.Refused;
import dev.fencepost.core.job.CommandRules;
import dev.fencepost.core.job.JobCommand;
import dev.fencepost.core.job.JobState;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.PendingCommands;
import dev.fencepost.engine.job.GivenCommand.Outcome;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives commands to jobs. A command for a scan is given to all its jobs in one transaction. What
 * needs the owner is left to it, see {@link CommandDriver}; a job that nobody acts for is changed
 * at once, under a lock on its row.
 */
public final class JobCommands {

  private final Database database;

  public JobCommands(Database database) {
    this.database = database;
  }

  private record Locked(long jobId, JobState state) {}

  /**
   * Gives a command and writes who gave it, and why, to the audit log.
   *
   * @return what became of it, for each job
   * @throws NotFoundException if there is no such scan or job
   * @throws RefusedException with a sentence if it contradicts the state of every job it is for;
   *     then nothing was changed
   */
  public List<GivenCommand> give(
      JobCommand command, JobTarget target, String actor, @Nullable String reason) {
    return database.transact(
        "give a command to a job",
        tx -> {
          List<GivenCommand> given = new ArrayList<>();
          for (Locked job : lock(tx, target)) {
            given.add(give(tx, command, job));
          }
          if (given.stream().allMatch(GivenCommand::isRefused)) {
            throw new RefusedException(refusal(target, given));
          }
          audit(tx, "job " + command.verb(), target, actor, reason, null);
          return List.copyOf(given);
        });
  }

  /**
   * Changes a scan's or a job's share of the workers from the next claim on.
   *
   * @throws NotFoundException if there is no such scan or job
   * @throws RefusedException if all of it is finished, or the priority is not valid
   */
  public void prioritise(JobTarget target, int priority, String actor, @Nullable String reason) {
    ScanSpecification.of().withPriority(priority);
    database.transact(
        "change a priority",
        tx -> {
          List<Locked> jobs = lock(tx, target);
          if (jobs.stream().allMatch(job -> job.state().status().isFinal())) {
            throw new RefusedException(
                "The " + target.text() + " is finished; its priority means nothing any more.");
          }
          for (Locked job : jobs) {
            Jdbc.update(tx, "UPDATE jobs SET priority = ? WHERE job_id = ?", priority, job.jobId());
          }
          audit(tx, "job priority", target, actor, reason, priority);
          return jobs.size();
        });
  }

  private static List<Locked> lock(Connection tx, JobTarget target) throws SQLException {
    List<Optional<Locked>> found =
        Jdbc.list(
            tx,
            """
            SELECT job_id, kind, status, master_pending_commands,
                   coalesce(orchestrator_lease_expiry > clock_timestamp(), false) AS held
            FROM jobs
            WHERE %s = ?
            ORDER BY job_id
            FOR NO KEY UPDATE
            """
                .formatted(target.wholeScan() ? "master_job_id" : "job_id"),
            row ->
                row.getString("kind").equals("SCAN")
                    ? Optional.of(
                        new Locked(
                            row.getLong("job_id"),
                            new JobState(
                                JobStatus.valueOf(row.getString("status")),
                                PendingCommands.of(row.getString("master_pending_commands")),
                                row.getBoolean("held"))))
                    : Optional.empty(),
            target.number());
    if (found.isEmpty()) {
      throw new NotFoundException("There is no " + target.text() + ".");
    }
    if (found.stream().anyMatch(Optional::isEmpty)) {
      throw new RefusedException(
          "The " + target.text() + " is a backfill; pause or retire its policies instead.");
    }
    return found.stream().flatMap(Optional::stream).toList();
  }

  private static GivenCommand give(Connection tx, JobCommand command, Locked job)
      throws SQLException {
    CommandAnswer answer = CommandRules.give(command, job.state());
    if (answer instanceof Refused refused) {
      return new GivenCommand(job.jobId(), Outcome.REFUSED, refused.why());
    }
    if (answer instanceof Nothing nothing) {
      return new GivenCommand(job.jobId(), Outcome.NOTHING_TO_DO, nothing.why());
    }
    if (answer instanceof Later later) {
      Jdbc.update(
          tx,
          "UPDATE jobs SET master_pending_commands = ? WHERE job_id = ?",
          later.pending().text(),
          job.jobId());
      boolean open = later.pending().wish() != null;
      return open
          ? new GivenCommand(job.jobId(), Outcome.PENDING, "will be " + command.participle())
          : new GivenCommand(job.jobId(), Outcome.DONE, "stays as it is");
    }
    Now now = (Now) answer;
    if (command == JobCommand.RETRY) {
      Optional<String> obstacle = JobRetry.obstacle(tx, job.jobId());
      if (obstacle.isPresent()) {
        return new GivenCommand(job.jobId(), Outcome.REFUSED, obstacle.get());
      }
      long tasks = JobRetry.queue(tx, job.jobId());
      return new GivenCommand(
          job.jobId(),
          Outcome.DONE,
          "tries " + tasks + (tasks == 1 ? " task" : " tasks") + " again");
    }
    change(tx, job.jobId(), now);
    return new GivenCommand(job.jobId(), Outcome.DONE, "is " + command.participle());
  }

  /** A former owner that comes back finds another version and writes nothing. */
  private static void change(Connection tx, long jobId, Now now) throws SQLException {
    Jdbc.update(
        tx,
        """
        UPDATE jobs
        SET status = ?, master_pending_commands = ?, version = version + 1,
            orchestrator_id = NULL, orchestrator_lease_expiry = NULL,
            finished_at = CASE WHEN ? THEN clock_timestamp() END
        WHERE job_id = ?
        """,
        now.next(),
        now.pending().text(),
        now.next().isFinal(),
        jobId);
  }

  private static String refusal(JobTarget target, List<GivenCommand> given) {
    GivenCommand first = given.get(0);
    return target.wholeScan() && given.size() > 1
        ? "No job of "
            + target.text()
            + " takes it: job "
            + first.jobId()
            + " "
            + first.sentence()
            + "."
        : "The job " + first.jobId() + " " + first.sentence() + ".";
  }

  private static void audit(
      Connection tx,
      String action,
      JobTarget target,
      String actor,
      @Nullable String reason,
      @Nullable Integer priority)
      throws SQLException {
    Jdbc.update(
        tx,
        """
        INSERT INTO audit_log (actor, action, subject, reason, detail)
        VALUES (?, ?, ?, ?, jsonb_strip_nulls(jsonb_build_object('priority', ?::int)))
        """,
        actor,
        action,
        target.text(),
        reason,
        priority);
  }
}

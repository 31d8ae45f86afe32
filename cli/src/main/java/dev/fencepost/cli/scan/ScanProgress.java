package dev.fencepost.cli.scan;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Await;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How far a scan is, over all its jobs. */
public record ScanProgress(JobBoard board, long scan) {

  /**
   * How many tasks there are so far, and how many of them need nothing any more.
   *
   * @param consumed whose data are durable, or that had none
   */
  public record Tasks(long total, long consumed, long failed) {

    /** Of those known so far; 0 while there are none. */
    public double consumedFraction() {
      return total == 0 ? 0 : (double) consumed / total;
    }

    public String text() {
      return consumed
          + " of "
          + total
          + " tasks consumed"
          + (failed == 0 ? "" : ", " + failed + " failed");
    }
  }

  /**
   * @throws CommandFailure when there is no such scan
   */
  public List<JobSummary> jobs() {
    List<JobSummary> jobs = board.ofMaster(scan);
    if (jobs.isEmpty()) {
      throw CommandFailure.notFound(
          "there is no scan " + scan + "; 'fencepost scan list' shows those there are");
    }
    return jobs;
  }

  public static Tasks tasks(List<JobSummary> jobs) {
    return new Tasks(
        jobs.stream().mapToLong(JobSummary::taskCount).sum(),
        in(jobs, TaskStatus.COMPLETED_CONSUMED) + in(jobs, TaskStatus.COMPLETED),
        in(jobs, TaskStatus.FAILED));
  }

  private static long in(List<JobSummary> jobs, TaskStatus status) {
    return jobs.stream().mapToLong(job -> job.tasksIn(status)).sum();
  }

  /** Waits until every job is final, and fails when one is not simply completed. */
  public void await(Terminal terminal, Duration limit) {
    try (Progress progress = new Progress(terminal, "scan " + scan)) {
      List<JobSummary> done =
          Await.first(
              "scan " + scan + " to be complete",
              limit,
              () -> {
                List<JobSummary> jobs = jobs();
                Tasks tasks = tasks(jobs);
                progress.at(tasks.consumed() + tasks.failed(), tasks.total(), waitingFor(jobs));
                return jobs.stream().allMatch(job -> job.status().isFinal())
                    ? Optional.of(jobs)
                    : Optional.empty();
              });
      requireCompleted(done);
      progress.done(tasks(done).text());
    }
  }

  /**
   * @throws CommandFailure when a job ended otherwise
   */
  public void requireCompleted(List<JobSummary> jobs) {
    for (JobSummary job : jobs) {
      if (job.status() != JobStatus.COMPLETED) {
        String why = job.failure() == null ? "" : ": " + job.failure();
        throw CommandFailure.failed(
            "job "
                + job.jobId()
                + " of scan "
                + scan
                + " is "
                + job.status()
                + why
                + "; 'fencepost scan show "
                + scan
                + "' lists what failed");
      }
    }
  }

  private static String waitingFor(List<JobSummary> jobs) {
    if (jobs.stream().anyMatch(job -> job.status() == JobStatus.QUEUED)) {
      return "waiting for a coordinator";
    }
    return in(jobs, TaskStatus.RUNNING)
        + " running, "
        + in(jobs, TaskStatus.COMPLETED_PRODUCING)
        + " on their way through Kafka";
  }
}

package dev.fencepost.cli.job;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Await;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.MasterStatus;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobSummary;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "watch",
    description = "Waits until jobs are finished, and says what they wait for.",
    footer = {
      "%nExamples:",
      "  fencepost job watch 12",
      "  fencepost job watch 34 --job --timeout 600"
    })
public final class JobWatch extends DatabaseCommand {

  @Mixin private TargetOption target = new TargetOption();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  public JobWatch(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    JobBoard board = new JobBoard(database());
    String what = target.target().text();
    try (Progress progress = new Progress(terminal(), what)) {
      List<JobSummary> done =
          Await.first(
              what + " to be finished",
              Duration.ofSeconds(timeoutSeconds),
              () -> {
                List<JobSummary> jobs = target.jobs(board);
                long total = jobs.stream().mapToLong(JobSummary::taskCount).sum();
                progress.at(finished(jobs), total, waiting(jobs));
                return jobs.stream().allMatch(job -> job.status().isFinal())
                    ? Optional.of(jobs)
                    : Optional.empty();
              });
      JobStatus status = MasterStatus.of(done.stream().map(JobSummary::status).toList());
      if (status != JobStatus.COMPLETED) {
        throw CommandFailure.failed(
            what + " is " + status + "; 'fencepost job show' lists what failed");
      }
      progress.done(finished(done) + " tasks");
    }
  }

  private static long finished(List<JobSummary> jobs) {
    return jobs.stream()
        .flatMap(job -> job.tasks().entrySet().stream())
        .filter(tasks -> tasks.getKey().isFinal())
        .mapToLong(tasks -> tasks.getValue())
        .sum();
  }

  /** What the first of them that waits waits for. */
  private static String waiting(List<JobSummary> jobs) {
    return jobs.stream()
        .map(JobSummary::waiting)
        .filter(Objects::nonNull)
        .map(reason -> reason.sentence())
        .findFirst()
        .orElse("");
  }
}

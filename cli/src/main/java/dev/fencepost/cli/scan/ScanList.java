package dev.fencepost.cli.scan;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobSummary;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists the newest scans with their jobs.",
    footer = {"%nExamples:", "  fencepost scan list", "  fencepost scan list --limit 5 -o json"})
public final class ScanList extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "50",
      description = "At most so many jobs (default: ${DEFAULT-VALUE}).")
  private int limit;

  public ScanList(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    List<JobSummary> scans =
        new JobBoard(database())
            .list(limit).stream().filter(job -> job.kind().equals("SCAN")).toList();
    output.print(terminal(), listing(scans));
  }

  static Listing<JobSummary> listing(List<JobSummary> jobs) {
    return Listing.of(jobs)
        .with("scan", JobSummary::masterJobId)
        .with("job", JobSummary::jobId)
        .with("node_group", JobSummary::nodeGroup)
        .with("status", job -> job.status().name())
        .with("datasources", JobSummary::datasources)
        .with("partition", JobSummary::partition)
        .with("tasks", JobSummary::taskCount)
        .with("consumed", job -> ScanProgress.tasks(List.of(job)).consumed())
        .with("failed", job -> job.tasksIn(TaskStatus.FAILED))
        .with("owner", JobSummary::owner)
        .with("created_at", JobSummary::createdAt)
        .with("finished_at", JobSummary::finishedAt);
  }
}

package dev.fencepost.cli.job;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputFormat;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobSummary;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "Lists the newest jobs, and why those that wait do.",
    footer = {"%nExamples:", "  fencepost job list", "  fencepost job list --limit 5 -o json"})
public final class JobList extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "50",
      description = "At most so many jobs (default: ${DEFAULT-VALUE}).")
  private int limit;

  public JobList(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    JobBoard board = new JobBoard(database());
    List<JobSummary> jobs = board.list(limit);
    output.print(terminal(), listing(jobs));
    long more = jobs.size() < limit ? 0 : board.count() - jobs.size();
    if (more > 0 && output.format() == OutputFormat.TABLE) {
      terminal().data("and " + more + " more; --limit shows more of them");
    }
  }

  static Listing<JobSummary> listing(List<JobSummary> jobs) {
    return Listing.of(jobs)
        .with("job", JobSummary::jobId)
        .with("scan", JobSummary::masterJobId)
        .with("kind", JobSummary::kind)
        .with("node_group", JobSummary::nodeGroup)
        .with("status", job -> job.status().name())
        .with("priority", JobSummary::priority)
        .with("tasks", JobSummary::taskCount)
        .with("owner", JobSummary::owner)
        .with("created_at", JobSummary::createdAt)
        .with("waiting", job -> job.waiting() == null ? null : job.waiting().sentence());
  }
}

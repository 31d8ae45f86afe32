package dev.fencepost.cli.scan;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.job.TaskFailures;
import dev.fencepost.cli.output.OutputFormat;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobDetails;
import dev.fencepost.engine.job.JobDetails.TaskFailure;
import dev.fencepost.engine.job.JobSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows a scan: its jobs, how many tasks are in each state, and what failed.",
    footer = {"%nExamples:", "  fencepost scan show 1", "  fencepost scan show 1 -o json"})
public final class ScanShow extends DatabaseCommand {

  @Mixin private OutputOption output = new OutputOption();

  @Parameters(paramLabel = "SCAN", description = "A scan's number.")
  private long scan;

  public ScanShow(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    JobBoard board = new JobBoard(database());
    List<JobSummary> jobs = new ScanProgress(board, scan).jobs();
    List<JobDetails> details = jobs.stream().map(job -> board.show(job.jobId())).toList();
    List<TaskFailure> failures = details.stream().flatMap(job -> job.failures().stream()).toList();
    long more = details.stream().mapToLong(JobDetails::moreFailures).sum();
    if (output.format() == OutputFormat.TABLE) {
      output.print(terminal(), ScanList.listing(jobs));
      for (JobSummary job : jobs) {
        terminal().data("");
        terminal().data("tasks of job " + job.jobId() + ": " + job.tasks());
      }
      if (!failures.isEmpty()) {
        terminal().data("");
        output.print(terminal(), TaskFailures.listing(failures));
      }
      if (more > 0) {
        terminal().data("and " + more + " more");
      }
      return;
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("scan", scan);
    all.put("jobs", jobs.stream().map(ScanShow::map).toList());
    all.put("failures", TaskFailures.listing(failures).asMaps());
    all.put("more_failures", more);
    output.printOne(terminal(), all);
  }

  private static Map<String, @Nullable Object> map(JobSummary job) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("job", job.jobId());
    map.put("node_group", job.nodeGroup());
    map.put("status", job.status().name());
    map.put("datasources", job.datasources());
    map.put("partition", job.partition());
    map.put("owner", job.owner());
    map.put("failure", job.failure());
    map.put("tasks", job.tasks());
    map.put("created_at", job.createdAt());
    map.put("finished_at", job.finishedAt());
    return map;
  }
}

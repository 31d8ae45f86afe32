package dev.fencepost.cli.job;

import dev.fencepost.cli.DatabaseCommand;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.OutputFormat;
import dev.fencepost.cli.output.OutputOption;
import dev.fencepost.cli.session.Session;
import dev.fencepost.core.job.MasterStatus;
import dev.fencepost.core.job.WaitReason;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobDetails;
import dev.fencepost.engine.job.JobDetails.WaitingTask;
import dev.fencepost.engine.job.JobSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "show",
    description = {
      "Shows jobs: how their tasks stand, what failed, and why what waits does.",
      "",
      "Of a job with many such tasks it shows the first ones and how many more there are."
    },
    footer = {"%nExamples:", "  fencepost job show 12", "  fencepost job show 34 --job -o json"})
public final class JobShow extends DatabaseCommand {

  @Mixin private TargetOption target = new TargetOption();

  @Mixin private OutputOption output = new OutputOption();

  public JobShow(Session session) {
    super(session);
  }

  @Override
  protected void run() {
    JobBoard board = new JobBoard(database());
    List<JobDetails> jobs =
        target.jobs(board).stream().map(job -> board.show(job.jobId())).toList();
    if (output.format() == OutputFormat.TABLE) {
      table(jobs);
    } else {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      all.put("status", status(jobs));
      all.put("jobs", jobs.stream().map(JobShow::map).toList());
      output.printOne(terminal(), all);
    }
  }

  private static String status(List<JobDetails> jobs) {
    return MasterStatus.of(jobs.stream().map(details -> details.job().status()).toList()).name();
  }

  private void table(List<JobDetails> jobs) {
    terminal().data(target.target().text() + " is " + status(jobs));
    terminal().data("");
    output.print(terminal(), JobList.listing(jobs.stream().map(JobDetails::job).toList()));
    for (JobDetails details : jobs) {
      JobSummary job = details.job();
      terminal().data("");
      terminal().data("tasks of job " + job.jobId() + ": " + job.tasks());
      if (job.failure() != null) {
        terminal().data("it failed: " + job.failure());
      }
    }
    print(
        TaskFailures.listing(jobs.stream().flatMap(job -> job.failures().stream()).toList()),
        jobs.stream().mapToLong(JobDetails::moreFailures).sum());
    print(
        waiting(jobs.stream().flatMap(job -> job.waiting().stream()).toList()),
        jobs.stream().mapToLong(JobDetails::moreWaiting).sum());
  }

  private void print(Listing<?> listing, long more) {
    if (!listing.rows().isEmpty()) {
      terminal().data("");
      output.print(terminal(), listing);
    }
    if (more > 0) {
      terminal().data("and " + more + " more");
    }
  }

  private static Listing<WaitingTask> waiting(List<WaitingTask> tasks) {
    return Listing.of(tasks)
        .with("task", WaitingTask::taskId)
        .with("status", task -> task.status().name())
        .with("waiting", task -> task.why().sentence());
  }

  private static Map<String, @Nullable Object> map(JobDetails details) {
    JobSummary job = details.job();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("job", job.jobId());
    map.put("scan", job.masterJobId());
    map.put("kind", job.kind());
    map.put("node_group", job.nodeGroup());
    map.put("status", job.status().name());
    map.put("priority", job.priority());
    map.put("pending_commands", job.pendingCommand());
    map.put("waiting", waiting(job.waiting()));
    map.put("datasources", job.datasources());
    map.put("partition", job.partition());
    map.put("owner", job.owner());
    map.put("failure", job.failure());
    map.put("tasks", job.tasks());
    map.put("created_at", job.createdAt());
    map.put("started_at", job.startedAt());
    map.put("finished_at", job.finishedAt());
    map.put("failed_tasks", TaskFailures.listing(details.failures()).asMaps());
    map.put("more_failed_tasks", details.moreFailures());
    map.put("waiting_tasks", details.waiting().stream().map(JobShow::map).toList());
    map.put("more_waiting_tasks", details.moreWaiting());
    return map;
  }

  private static @Nullable Map<String, @Nullable Object> waiting(@Nullable WaitReason reason) {
    if (reason == null) {
      return null;
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", reason.kind().name());
    map.put("sentence", reason.sentence());
    return map;
  }

  private static Map<String, @Nullable Object> map(WaitingTask task) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("task", task.taskId());
    map.put("status", task.status().name());
    map.put("waiting", waiting(task.why()));
    return map;
  }
}

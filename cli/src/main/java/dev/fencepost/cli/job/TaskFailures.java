package dev.fencepost.cli.job;

import dev.fencepost.cli.output.Listing;
import dev.fencepost.engine.job.JobDetails.TaskFailure;
import java.util.List;

/** How failed tasks are shown. */
public final class TaskFailures {

  private TaskFailures() {}

  public static Listing<TaskFailure> listing(List<TaskFailure> failures) {
    return Listing.of(failures)
        .with("task", TaskFailure::taskId)
        .with("kind", failure -> failure.kind().name())
        .with("datasource", TaskFailure::datasource)
        .with("scope_from", TaskFailure::scopeFrom)
        .with("attempt", TaskFailure::attempt)
        .with("status", failure -> failure.status().name())
        .with("reason", TaskFailure::reason);
  }
}

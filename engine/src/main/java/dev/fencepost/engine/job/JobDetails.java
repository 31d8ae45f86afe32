package dev.fencepost.engine.job;

import dev.fencepost.core.job.TaskKind;
import dev.fencepost.core.job.TaskStatus;
import java.util.List;

/**
 * A job and what went wrong in it.
 *
 * @param failures the newest tasks whose last attempt failed, whether given up or waiting for the
 *     next; at most 100
 */
public record JobDetails(JobSummary job, List<TaskFailure> failures) {

  public JobDetails {
    failures = List.copyOf(failures);
  }

  /** One task that failed, at least once. */
  public record TaskFailure(
      long taskId,
      TaskKind kind,
      String datasource,
      String scopeFrom,
      int attempt,
      TaskStatus status,
      String reason) {}
}

package dev.fencepost.engine.job;

import dev.fencepost.core.job.TaskKind;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.job.WaitReason;
import java.util.List;

/**
 * A job and what went wrong in it.
 *
 * @param failures the newest tasks whose last attempt failed, whether given up or waiting for the
 *     next; at most 100
 * @param waiting the first of its tasks that neither run nor are final; at most 20
 */
public record JobDetails(JobSummary job, List<TaskFailure> failures, List<WaitingTask> waiting) {

  public JobDetails {
    failures = List.copyOf(failures);
    waiting = List.copyOf(waiting);
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

  /** One task that does not go on. */
  public record WaitingTask(long taskId, TaskStatus status, WaitReason why) {}
}

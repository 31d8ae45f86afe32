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
 * @param moreFailures how many there are besides
 * @param waiting the tasks that are due first, and some whose data are on their way; at most 20 of
 *     each
 * @param moreWaiting how many there are besides
 */
public record JobDetails(
    JobSummary job,
    List<TaskFailure> failures,
    long moreFailures,
    List<WaitingTask> waiting,
    long moreWaiting) {

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

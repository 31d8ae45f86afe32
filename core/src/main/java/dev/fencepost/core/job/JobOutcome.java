package dev.fencepost.core.job;

import java.util.Collection;
import java.util.Optional;

/** How a scan ended, from how its tasks ended. */
public final class JobOutcome {

  private JobOutcome() {}

  /** One task, as far as its job is concerned. */
  public record TaskState(TaskKind kind, TaskStatus status) {

    private boolean succeeded() {
      return switch (status) {
        case COMPLETED, COMPLETED_CONSUMED -> true;
        case QUEUED, RUNNING, COMPLETED_PRODUCING, FAILED, CANCELLED -> false;
      };
    }
  }

  /**
   * Empty while a task is not final, and for a job without tasks: one that was not started yet. A
   * data source that could not be listed fails the job, because parts of it were never looked at
   * and nobody knows how many.
   */
  public static Optional<JobStatus> of(Collection<TaskState> tasks) {
    if (tasks.isEmpty() || !tasks.stream().allMatch(task -> task.status().isFinal())) {
      return Optional.empty();
    }
    boolean allListed = tasks.stream().filter(JobOutcome::lists).allMatch(TaskState::succeeded);
    boolean allRead = tasks.stream().allMatch(task -> lists(task) || task.succeeded());
    if (allListed && allRead) {
      return Optional.of(JobStatus.COMPLETED);
    }
    boolean someRead = tasks.stream().anyMatch(task -> !lists(task) && task.succeeded());
    return Optional.of(
        allListed && someRead ? JobStatus.COMPLETED_WITH_FAILURES : JobStatus.FAILED);
  }

  private static boolean lists(TaskState task) {
    return task.kind() == TaskKind.ENUMERATE;
  }
}

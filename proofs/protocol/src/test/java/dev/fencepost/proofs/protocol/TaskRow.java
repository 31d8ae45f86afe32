package dev.fencepost.proofs.protocol;

import dev.fencepost.core.job.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code tasks}, without what never changes.
 *
 * @param endOffset where the worker says that the END is; null before the report
 * @param swept whether its END swept; known to the model alone
 */
record TaskRow(
    TaskStatus status,
    int attempt,
    int budgetUsed,
    long landed,
    long deadLettered,
    @Nullable Long endOffset,
    boolean swept) {

  static final TaskRow NEW = new TaskRow(TaskStatus.QUEUED, 1, 0, 0, 0, null, false);

  TaskRow with(TaskStatus next) {
    return new TaskRow(next, attempt, budgetUsed, landed, deadLettered, endOffset, swept);
  }

  TaskRow reported(long end) {
    return new TaskRow(
        TaskStatus.COMPLETED_PRODUCING, attempt, budgetUsed, landed, deadLettered, end, swept);
  }
}

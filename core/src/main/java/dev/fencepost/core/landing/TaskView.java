package dev.fencepost.core.landing;

import dev.fencepost.core.job.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * A task as a landing sees it.
 *
 * @param landed records of the current attempt that are durable
 * @param deadLettered records of the current attempt that became dead letters
 * @param sourceEpoch the data source's scan counter now; above {@code scanEpoch} once it is scanned
 *     anew
 * @param sweptEpoch the newest epoch in which something of the task's data source was swept
 * @param scopeTo the end of the scope, excluded; null when it is open
 */
public record TaskView(
    long taskId,
    long jobId,
    TaskStatus status,
    int attempt,
    int sourceNo,
    int partition,
    String datasource,
    long scanEpoch,
    long sourceEpoch,
    long sweptEpoch,
    long landed,
    long deadLettered,
    boolean mayRetry,
    String scopeFrom,
    @Nullable String scopeTo) {

  TaskView with(TaskStatus newStatus) {
    return changed(newStatus, attempt, sweptEpoch, landed, deadLettered);
  }

  TaskView withSweptEpoch(long epoch) {
    return changed(status, attempt, Math.max(sweptEpoch, epoch), landed, deadLettered);
  }

  TaskView counting(long moreLanded, long moreDead) {
    return changed(status, attempt, sweptEpoch, landed + moreLanded, deadLettered + moreDead);
  }

  /** The attempt is given up; what it still sends is ignored from here on. */
  TaskView retried() {
    return changed(TaskStatus.QUEUED, attempt + 1, sweptEpoch, 0, 0);
  }

  /** Only these change while a batch is taken. */
  private TaskView changed(
      TaskStatus newStatus, int newAttempt, long newSweptEpoch, long newLanded, long newDead) {
    return new TaskView(
        taskId,
        jobId,
        newStatus,
        newAttempt,
        sourceNo,
        partition,
        datasource,
        scanEpoch,
        sourceEpoch,
        newSweptEpoch,
        newLanded,
        newDead,
        mayRetry,
        scopeFrom,
        scopeTo);
  }
}

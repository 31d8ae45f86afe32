package dev.fencepost.core.landing;

import dev.fencepost.core.job.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * A task as a landing sees it.
 *
 * @param landed records of the current attempt that are durable
 * @param deadLettered records of the current attempt that became dead letters
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
    long sweptEpoch,
    long landed,
    long deadLettered,
    boolean mayRetry,
    String scopeFrom,
    @Nullable String scopeTo) {

  TaskView with(TaskStatus newStatus) {
    return new TaskView(
        taskId,
        jobId,
        newStatus,
        attempt,
        sourceNo,
        partition,
        datasource,
        scanEpoch,
        sweptEpoch,
        landed,
        deadLettered,
        mayRetry,
        scopeFrom,
        scopeTo);
  }

  TaskView withSweptEpoch(long epoch) {
    return new TaskView(
        taskId,
        jobId,
        status,
        attempt,
        sourceNo,
        partition,
        datasource,
        scanEpoch,
        Math.max(sweptEpoch, epoch),
        landed,
        deadLettered,
        mayRetry,
        scopeFrom,
        scopeTo);
  }

  TaskView counting(long moreLanded, long moreDead) {
    return new TaskView(
        taskId,
        jobId,
        status,
        attempt,
        sourceNo,
        partition,
        datasource,
        scanEpoch,
        sweptEpoch,
        landed + moreLanded,
        deadLettered + moreDead,
        mayRetry,
        scopeFrom,
        scopeTo);
  }

  /** The attempt is given up; what it still sends is ignored from here on. */
  TaskView retried() {
    return new TaskView(
        taskId,
        jobId,
        TaskStatus.QUEUED,
        attempt + 1,
        sourceNo,
        partition,
        datasource,
        scanEpoch,
        sweptEpoch,
        0,
        0,
        mayRetry,
        scopeFrom,
        scopeTo);
  }
}

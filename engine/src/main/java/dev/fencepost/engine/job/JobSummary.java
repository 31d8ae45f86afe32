package dev.fencepost.engine.job;

import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.job.WaitReason;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as people see it.
 *
 * @param kind {@code SCAN} or {@code BACKFILL}
 * @param pendingCommand what its owner is still to do, null when nothing
 * @param datasources their names; empty for a backfill
 * @param partition where all its records go; null before it started
 * @param owner the coordinator that holds it, null when none does
 * @param failure a sentence, null when nothing failed
 * @param priority its share of the workers
 * @param waiting why it does not go on, null when it does or is finished
 * @param tasks how many tasks are in each state; states without a task are left out
 */
public record JobSummary(
    long jobId,
    @Nullable Long masterJobId,
    String kind,
    String nodeGroup,
    JobStatus status,
    @Nullable String pendingCommand,
    List<String> datasources,
    @Nullable Integer partition,
    @Nullable String owner,
    @Nullable Instant leaseExpiry,
    long version,
    @Nullable String failure,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    int priority,
    @Nullable WaitReason waiting,
    Map<TaskStatus, Long> tasks) {

  public JobSummary {
    datasources = List.copyOf(datasources);
    Map<TaskStatus, Long> ordered = new EnumMap<>(TaskStatus.class);
    ordered.putAll(tasks);
    tasks = Collections.unmodifiableMap(ordered);
  }

  /** How many tasks there are so far; listing the data sources adds more. */
  public long taskCount() {
    return tasks.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many tasks are in this state. */
  public long tasksIn(TaskStatus taskStatus) {
    return tasks.getOrDefault(taskStatus, 0L);
  }

  /** The same job with its tasks and why it does not go on. */
  JobSummary with(Map<TaskStatus, Long> counts, @Nullable WaitReason reason) {
    return new JobSummary(
        jobId,
        masterJobId,
        kind,
        nodeGroup,
        status,
        pendingCommand,
        datasources,
        partition,
        owner,
        leaseExpiry,
        version,
        failure,
        createdAt,
        startedAt,
        finishedAt,
        priority,
        reason,
        counts);
  }
}

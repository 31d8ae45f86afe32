package dev.fencepost.core.job;

import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a task stands. Going back to {@link #QUEUED} is a retry and raises the attempt. */
public enum TaskStatus {
  QUEUED,
  RUNNING,
  /** The worker sent everything and its END; the data is still in Kafka. */
  COMPLETED_PRODUCING,
  /** Everything up to the END is durable. */
  COMPLETED_CONSUMED,
  /** Done without data, so without an END. */
  COMPLETED,
  FAILED,
  CANCELLED;

  private static final Map<TaskStatus, Set<TaskStatus>> NEXT =
      Map.ofEntries(
          entry(QUEUED, EnumSet.of(RUNNING, CANCELLED)),
          entry(
              RUNNING,
              EnumSet.of(
                  QUEUED, COMPLETED_PRODUCING, COMPLETED_CONSUMED, COMPLETED, FAILED, CANCELLED)),
          entry(COMPLETED_PRODUCING, EnumSet.of(QUEUED, COMPLETED_CONSUMED, FAILED, CANCELLED)),
          entry(COMPLETED_CONSUMED, EnumSet.noneOf(TaskStatus.class)),
          entry(COMPLETED, EnumSet.noneOf(TaskStatus.class)),
          entry(FAILED, EnumSet.noneOf(TaskStatus.class)),
          entry(CANCELLED, EnumSet.noneOf(TaskStatus.class)));

  public Set<TaskStatus> next() {
    return NEXT.getOrDefault(this, Set.of());
  }

  public boolean canBecome(TaskStatus other) {
    return next().contains(other);
  }

  public boolean isFinal() {
    return next().isEmpty();
  }
}

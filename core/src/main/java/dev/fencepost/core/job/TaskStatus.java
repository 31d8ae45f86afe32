package dev.fencepost.core.job;

import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a task stands. Going back to {@link #QUEUED} is a retry and raises the attempt; from {@link
 * #FAILED} only a person's command does it. Being cancelled raises the attempt too, so that what
 * the cancelled one still sends is known to come too late.
 */
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
          entry(FAILED, EnumSet.of(QUEUED)),
          entry(CANCELLED, EnumSet.noneOf(TaskStatus.class)));

  public Set<TaskStatus> next() {
    return NEXT.getOrDefault(this, Set.of());
  }

  public boolean canBecome(TaskStatus other) {
    return next().contains(other);
  }

  /** Whether an attempt is under way that may fail, be lost or be told to stop. */
  public boolean isInFlight() {
    return this == RUNNING || this == COMPLETED_PRODUCING;
  }

  /** Whether nothing happens to it any more by itself. */
  public boolean isFinal() {
    return switch (this) {
      case QUEUED, RUNNING, COMPLETED_PRODUCING -> false;
      case COMPLETED_CONSUMED, COMPLETED, FAILED, CANCELLED -> true;
    };
  }
}

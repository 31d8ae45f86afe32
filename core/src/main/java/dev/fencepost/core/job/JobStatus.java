package dev.fencepost.core.job;

import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a job stands. From a failure back to {@link #QUEUED} it goes by a person's command only.
 */
public enum JobStatus {
  QUEUED,
  RUNNING,
  /** No task begins any more, some still run. */
  PAUSING,
  PAUSED,
  COMPLETED,
  /** Every task is final and some of them failed. */
  COMPLETED_WITH_FAILURES,
  FAILED,
  CANCELLED;

  private static final Map<JobStatus, Set<JobStatus>> NEXT =
      Map.ofEntries(
          entry(QUEUED, EnumSet.of(RUNNING, PAUSED, FAILED, CANCELLED)),
          entry(
              RUNNING,
              EnumSet.of(PAUSING, PAUSED, COMPLETED, COMPLETED_WITH_FAILURES, FAILED, CANCELLED)),
          entry(PAUSING, EnumSet.of(RUNNING, PAUSED, CANCELLED)),
          entry(PAUSED, EnumSet.of(QUEUED, RUNNING, CANCELLED)),
          entry(COMPLETED, EnumSet.noneOf(JobStatus.class)),
          entry(COMPLETED_WITH_FAILURES, EnumSet.of(QUEUED)),
          entry(FAILED, EnumSet.of(QUEUED)),
          entry(CANCELLED, EnumSet.noneOf(JobStatus.class)));

  public Set<JobStatus> next() {
    return NEXT.getOrDefault(this, Set.of());
  }

  public boolean canBecome(JobStatus other) {
    return next().contains(other);
  }

  /** Whether nothing happens to it any more by itself. */
  public boolean isFinal() {
    return switch (this) {
      case QUEUED, RUNNING, PAUSING, PAUSED -> false;
      case COMPLETED, COMPLETED_WITH_FAILURES, FAILED, CANCELLED -> true;
    };
  }
}

package dev.fencepost.core.job;

import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a job stands. */
public enum JobStatus {
  QUEUED,
  RUNNING,
  PAUSED,
  COMPLETED,
  /** Every task is final and some of them failed. */
  COMPLETED_WITH_FAILURES,
  FAILED,
  CANCELLED;

  private static final Map<JobStatus, Set<JobStatus>> NEXT =
      Map.ofEntries(
          entry(QUEUED, EnumSet.of(RUNNING, PAUSED, FAILED, CANCELLED)),
          entry(RUNNING, EnumSet.of(PAUSED, COMPLETED, COMPLETED_WITH_FAILURES, FAILED, CANCELLED)),
          entry(PAUSED, EnumSet.of(QUEUED, RUNNING, CANCELLED)),
          entry(COMPLETED, EnumSet.noneOf(JobStatus.class)),
          entry(COMPLETED_WITH_FAILURES, EnumSet.noneOf(JobStatus.class)),
          entry(FAILED, EnumSet.noneOf(JobStatus.class)),
          entry(CANCELLED, EnumSet.noneOf(JobStatus.class)));

  public Set<JobStatus> next() {
    return NEXT.getOrDefault(this, Set.of());
  }

  public boolean canBecome(JobStatus other) {
    return next().contains(other);
  }

  public boolean isFinal() {
    return next().isEmpty();
  }
}

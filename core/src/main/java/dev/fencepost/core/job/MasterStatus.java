package dev.fencepost.core.job;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Where a whole scan stands, from where its jobs stand. */
public final class MasterStatus {

  private MasterStatus() {}

  /**
   * Unfinished while one of the jobs is: running when any runs or when some are behind others,
   * otherwise as the least advanced. Finished, it is what is worth looking at.
   *
   * @param jobs at least one
   */
  public static JobStatus of(Collection<JobStatus> jobs) {
    if (jobs.isEmpty()) {
      throw new IllegalArgumentException("a scan has at least one job");
    }
    Set<JobStatus> states = EnumSet.copyOf(jobs);
    return states.stream().allMatch(JobStatus::isFinal) ? finished(states) : unfinished(states);
  }

  private static JobStatus unfinished(Set<JobStatus> states) {
    if (states.contains(JobStatus.RUNNING)) {
      return JobStatus.RUNNING;
    }
    if (states.contains(JobStatus.QUEUED)) {
      return states.stream().anyMatch(JobStatus::isFinal) ? JobStatus.RUNNING : JobStatus.QUEUED;
    }
    return states.contains(JobStatus.PAUSING) ? JobStatus.PAUSING : JobStatus.PAUSED;
  }

  private static JobStatus finished(Set<JobStatus> states) {
    if (states.size() == 1) {
      return states.iterator().next();
    }
    return states.contains(JobStatus.CANCELLED)
        ? JobStatus.CANCELLED
        : JobStatus.COMPLETED_WITH_FAILURES;
  }
}

package dev.fencepost.core.job;

/**
 * A job as far as commands are concerned.
 *
 * @param held whether a coordinator's lease on it lasts
 */
public record JobState(JobStatus status, PendingCommands pending, boolean held) {

  /** Whether it stands still, or will, once what was asked for is done. */
  boolean isToStandStill() {
    if (pending.wish() != null) {
      return pending.wish() == JobCommand.PAUSE;
    }
    return status == JobStatus.PAUSED || status == JobStatus.PAUSING;
  }

  /** Whether tasks of it may be running. */
  boolean works() {
    return status == JobStatus.RUNNING || status == JobStatus.PAUSING;
  }
}

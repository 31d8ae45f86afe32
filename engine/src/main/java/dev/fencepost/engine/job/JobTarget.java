package dev.fencepost.engine.job;

/**
 * What a command is given to.
 *
 * @param wholeScan whether the number is a scan's, so that all its jobs are meant
 */
public record JobTarget(long number, boolean wholeScan) {

  public static JobTarget scan(long masterJobId) {
    return new JobTarget(masterJobId, true);
  }

  public static JobTarget job(long jobId) {
    return new JobTarget(jobId, false);
  }

  /** For messages and the audit log. */
  public String text() {
    return (wholeScan ? "scan " : "job ") + number;
  }
}

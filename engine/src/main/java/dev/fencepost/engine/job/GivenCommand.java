package dev.fencepost.engine.job;

/**
 * What became of a command for one job.
 *
 * @param sentence its subject is the job: "is paused already"
 */
public record GivenCommand(long jobId, Outcome outcome, String sentence) {

  /** In the order of what people want to know. */
  public enum Outcome {
    /** It is done. */
    DONE,
    /** The job's owner will do it. */
    PENDING,
    /** It was so already. */
    NOTHING_TO_DO,
    /** It contradicts the job's state. */
    REFUSED
  }

  public boolean isRefused() {
    return outcome == Outcome.REFUSED;
  }
}

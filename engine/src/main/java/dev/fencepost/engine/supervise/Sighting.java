package dev.fencepost.engine.supervise;

import org.jspecify.annotations.Nullable;

/**
 * What a supervisor saw or did.
 *
 * @param jobId null when there is no job
 * @param state Flink's word for the job, {@code ABSENT} or {@code UNREACHABLE}
 * @param error why it is so; null leaves the last one
 * @param resubmitted whether the job was just submitted by the supervisor
 */
public record Sighting(
    @Nullable String jobId, String state, @Nullable String error, boolean resubmitted) {

  public static Sighting of(String jobId, String state) {
    return new Sighting(jobId, state, null, false);
  }

  public static Sighting absent(String why) {
    return new Sighting(null, "ABSENT", why, false);
  }

  /** The cluster did not answer, so nobody knows. */
  public static Sighting unreachable(String why) {
    return new Sighting(null, "UNREACHABLE", why, false);
  }

  public static Sighting resubmitted(String jobId, @Nullable String why) {
    return new Sighting(jobId, "SUBMITTED", why, true);
  }
}

package dev.fencepost.engine.job;

import java.time.Duration;
import java.util.Map;

/**
 * How long a worker may keep a task.
 *
 * @param lease without a heartbeat
 * @param limit in all, with heartbeats: after that the task is taken away and tried again
 */
public record TaskTimes(Duration lease, Duration limit) {

  /** Fifteen seconds without a heartbeat, a quarter of an hour in all. */
  public static TaskTimes standard() {
    return new TaskTimes(Duration.ofSeconds(15), Duration.ofMinutes(15));
  }

  /**
   * The standard ones, with the lease of {@code FENCEPOST_LEASE_SECONDS} where it is set.
   * Coordinators and workers should agree on it.
   *
   * @throws IllegalArgumentException with a sentence when it is no positive number
   */
  public static TaskTimes from(Map<String, String> environment) {
    String seconds = environment.getOrDefault("FENCEPOST_LEASE_SECONDS", "");
    if (seconds.isEmpty()) {
      return standard();
    }
    if (!seconds.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException(
          "FENCEPOST_LEASE_SECONDS is not a number of seconds: " + seconds);
    }
    return new TaskTimes(Duration.ofSeconds(Long.parseLong(seconds)), standard().limit());
  }
}

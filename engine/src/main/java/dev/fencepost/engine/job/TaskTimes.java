package dev.fencepost.engine.job;

import java.time.Duration;

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
}

package dev.fencepost.discovery.worker;

import java.time.Duration;

/**
 * How many tasks a worker claims at once: more and more while they are so short that claiming is a
 * part of the work, and one otherwise, because what waits in its hands could run elsewhere.
 */
final class ClaimSize {

  static final int MOST = 8;

  /** What others may have to wait for a task that this worker took. */
  static final Duration SHORT = Duration.ofSeconds(1);

  private int tasks = 1;

  int tasks() {
    return tasks;
  }

  /**
   * So many tasks were claimed at once, and done or given back after that time.
   *
   * @param claimed 0 says nothing about the tasks that will come
   */
  void took(int claimed, Duration time) {
    if (claimed > 0) {
      tasks = time.compareTo(SHORT) <= 0 ? Math.min(MOST, claimed * 2) : 1;
    }
  }
}

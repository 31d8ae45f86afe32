package dev.fencepost.core.retry;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Pauses that double from {@code first} to {@code longest}, each shortened by a random part of up
 * to a half so that many waiters do not return together.
 *
 * @param random gives 0.0 (included) to 1.0 (excluded)
 */
public record BackOff(Duration first, Duration longest, DoubleSupplier random) {

  private static final int DOUBLINGS_AT_MOST = 30;

  /** From 10 ms to 2 s. */
  public static BackOff standard() {
    return new BackOff(Duration.ofMillis(10), Duration.ofSeconds(2), Math::random);
  }

  /**
   * @param failures how often it failed so far, at least 1
   */
  public Duration pause(int failures) {
    int doublings = Math.min(Math.max(failures, 1) - 1, DOUBLINGS_AT_MOST);
    long full = Math.min(longest.toMillis(), first.toMillis() << doublings);
    return Duration.ofMillis((long) (full * (1 - random.getAsDouble() / 2)));
  }
}

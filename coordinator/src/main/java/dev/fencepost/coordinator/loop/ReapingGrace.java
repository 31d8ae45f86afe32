package dev.fencepost.coordinator.loop;

import java.time.Duration;

/**
 * Holds reaping back after the database was away, and after a start: the workers could not prolong
 * their leases either, and get the time of one lease to say so.
 */
final class ReapingGrace {

  private final long longestGapNanos;
  private final long leaseNanos;
  private boolean reached;
  private long lastReachedNanos;
  private long openFromNanos;

  /**
   * @param longestGap between two moments at which the database was reached; a longer one is an
   *     outage
   * @param lease a task's
   */
  ReapingGrace(Duration longestGap, Duration lease) {
    this.longestGapNanos = longestGap.toNanos();
    this.leaseNanos = lease.toNanos();
  }

  /** Says that the database was reached just now; true when reaping is fair. */
  boolean reachedAt(long nowNanos) {
    if (!reached || nowNanos - lastReachedNanos > longestGapNanos) {
      openFromNanos = nowNanos + leaseNanos;
    }
    reached = true;
    lastReachedNanos = nowNanos;
    return nowNanos - openFromNanos >= 0;
  }
}

package dev.fencepost.discovery.worker;

import dev.fencepost.core.job.FailureKind;
import dev.fencepost.engine.job.ClaimedTask;
import java.time.Duration;

/**
 * Whether a task is still this worker's, by the worker's own clock. The lease began when the
 * database answered, so counting from before it was asked ends earlier than the database's.
 */
final class Hold {

  private final ClaimedTask task;
  private final Waits waits = new Waits();
  private final long claimedNanos;
  private volatile long endNanos;
  private volatile boolean taken;
  private volatile boolean stopping;

  /**
   * @param askedNanos the clock before the database was asked
   */
  Hold(ClaimedTask task, long askedNanos, Duration lease) {
    this.task = task;
    this.claimedNanos = askedNanos;
    this.endNanos = askedNanos + lease.toNanos();
  }

  ClaimedTask task() {
    return task;
  }

  /** How long ago it was claimed. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - claimedNanos);
  }

  /** The worker turns to it; its time limit begins now. */
  void begun() {
    waits.add(age().toNanos());
  }

  Waits waits() {
    return waits;
  }

  void prolonged(long askedNanos, Duration lease) {
    endNanos = askedNanos + lease.toNanos();
  }

  /** The database says that the attempt is over. */
  void taken() {
    taken = true;
  }

  /** The worker is being stopped. */
  void stop() {
    stopping = true;
  }

  /** Called between objects. */
  void check() throws AttemptFailed {
    if (taken) {
      throw new AttemptFailed(
          FailureKind.COUNTS, "The task was cancelled, or took longer than its time limit.");
    }
    if (System.nanoTime() - endNanos >= 0) {
      throw new AttemptFailed(
          FailureKind.DOES_NOT_COUNT, "The worker could not reach the database.");
    }
    if (stopping) {
      throw new AttemptFailed(FailureKind.DOES_NOT_COUNT, "The worker was stopped.");
    }
  }
}

package dev.fencepost.local.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for another process, which has no event to wait on. */
public final class Wait {

  private static final long PAUSE_MILLIS = 25;

  private Wait() {}

  /** True as soon as the condition holds, false when the limit passes first. */
  public static boolean until(BooleanSupplier condition, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a process", e);
    }
  }
}

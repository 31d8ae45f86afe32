package dev.fencepost.cli.session;

import dev.fencepost.cli.failure.CommandFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waiting for something that others do, never without a limit. */
public final class Await {

  private static final long PAUSE_MILLIS = 200;

  private Await() {}

  /**
   * The first value the probe gives.
   *
   * @param what completes "waiting for …"
   * @throws CommandFailure with exit code 4 when the limit passes first
   */
  public static <T> T first(String what, Duration limit, Supplier<Optional<T>> probe) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> found = probe.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() - deadline > 0) {
        throw CommandFailure.timedOut(
            "gave up after " + limit.toSeconds() + " s waiting for " + what);
      }
      pause();
    }
  }

  /** Lets a little time pass before something is looked at again. */
  public static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while waiting");
    }
  }
}

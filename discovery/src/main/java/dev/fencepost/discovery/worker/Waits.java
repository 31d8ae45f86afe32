package dev.fencepost.discovery.worker;

import dev.fencepost.engine.job.Waited;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt waited for servers, or for its turn in the worker's hands, which its time limit
 * does not count. Two threads tell of it.
 */
final class Waits {

  private long pastNanos;
  private @Nullable Long sinceNanos;

  /** The thread at work begins to wait for Kafka. */
  synchronized void begin() {
    sinceNanos = System.nanoTime();
  }

  synchronized void end() {
    if (sinceNanos != null) {
      pastNanos += System.nanoTime() - sinceNanos;
      sinceNanos = null;
    }
  }

  /** The database was away for so long. */
  synchronized void add(long nanos) {
    pastNanos += nanos;
  }

  synchronized Waited soFar() {
    boolean goesOn = sinceNanos != null;
    long now = sinceNanos == null ? 0 : System.nanoTime() - sinceNanos;
    return new Waited(Duration.ofNanos(pastNanos + now), goesOn);
  }
}

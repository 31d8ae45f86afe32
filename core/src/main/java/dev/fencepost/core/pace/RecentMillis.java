package dev.fencepost.core.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.OptionalLong;

/** How long something took lately. Used by one thread. */
public final class RecentMillis {

  private static final int KEPT_AT_MOST = 512;
  private static final double PERCENTILE = 0.95;

  private record Taken(Instant at, long millis) {}

  private final Duration lately;
  private final Deque<Taken> kept = new ArrayDeque<>();

  /**
   * @param lately how long one time counts
   */
  public RecentMillis(Duration lately) {
    this.lately = lately;
  }

  public void add(long millis, Instant now) {
    if (kept.size() == KEPT_AT_MOST) {
      kept.removeFirst();
    }
    kept.addLast(new Taken(now, millis));
  }

  /** For what part of the time it went on lately; too small before that much time has passed. */
  public int percentOfTime(Instant now) {
    forget(now);
    long sum = kept.stream().mapToLong(Taken::millis).sum();
    return (int) Math.min(100, 100 * sum / lately.toMillis());
  }

  /** The 95th percentile, or the longest time while there are few; empty when there is none. */
  public OptionalLong p95(Instant now) {
    forget(now);
    if (kept.isEmpty()) {
      return OptionalLong.empty();
    }
    long[] sorted = kept.stream().mapToLong(Taken::millis).toArray();
    Arrays.sort(sorted);
    int place = (int) Math.ceil(sorted.length * PERCENTILE) - 1;
    return OptionalLong.of(sorted[place]);
  }

  private void forget(Instant now) {
    Instant from = now.minus(lately);
    while (!kept.isEmpty() && kept.getFirst().at().isBefore(from)) {
      kept.removeFirst();
    }
  }
}

package dev.fencepost.streaming.landing;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a batch is landed without a checkpoint asking for it.
 *
 * @param records how many fill it at most
 * @param bytes of the records' values that fill it; a single record may be larger
 * @param age how long its first record waits, see {@link #due}
 * @param landing how long landing it should take; slower landings make batches smaller
 */
public record BatchLimits(int records, long bytes, Duration age, Duration landing)
    implements Serializable {

  /** 5,000 records, 8 MiB, 100 ms, and landings of 100 ms. */
  public static BatchLimits standard() {
    return new BatchLimits(5_000, 8L << 20, Duration.ofMillis(100), Duration.ofMillis(100));
  }

  /**
   * When a batch that begins now lands at the latest. While a landing is under way records wait to
   * be read, so their age counts from when it began; half of the age passes in any case, in which a
   * batch of some size comes together. A clock that was set back makes nobody wait for longer than
   * the age.
   *
   * @param now in milliseconds, like the answer
   * @param lastBegun when the last landing began, by the same clock; 0 before the first
   */
  long due(long now, long lastBegun) {
    long whole = age.toMillis();
    return Math.min(now + whole, Math.max(lastBegun + whole, now + whole / 2));
  }

  public BatchLimits withAge(Duration wanted) {
    return new BatchLimits(records, bytes, wanted, landing);
  }
}

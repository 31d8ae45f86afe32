package dev.fencepost.streaming.landing;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a batch is landed without a checkpoint asking for it.
 *
 * @param records how many fill it at most
 * @param bytes of the records' values that fill it; a single record may be larger
 * @param age how long its first record waits
 * @param landing how long landing it should take; slower landings make batches smaller
 */
public record BatchLimits(int records, long bytes, Duration age, Duration landing)
    implements Serializable {

  /** 5,000 records, 8 MiB, 200 ms, and landings of 150 ms. */
  public static BatchLimits standard() {
    return new BatchLimits(5_000, 8L << 20, Duration.ofMillis(200), Duration.ofMillis(150));
  }

  public BatchLimits withAge(Duration wanted) {
    return new BatchLimits(records, bytes, wanted, landing);
  }
}

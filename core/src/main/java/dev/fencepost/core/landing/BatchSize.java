package dev.fencepost.core.landing;

/**
 * How many records the next batch takes, so that its landing takes about as long as is wanted:
 * whoever takes a fence waits for every landing in flight, and updates take several times as long
 * as new findings. Used by one thread.
 */
public final class BatchSize {

  /** Smaller batches would spend their time on what each transaction costs anyway. */
  private static final int LEAST = 500;

  private final int most;
  private final long wantedMillis;
  private int records;

  /**
   * @param most records of a batch, which is where it begins
   */
  public BatchSize(int most, long wantedMillis) {
    this.most = most;
    this.wantedMillis = wantedMillis;
    this.records = most;
  }

  /** How many fill the next batch. */
  public int records() {
    return records;
  }

  /** Learns from a landing, unless so few records landed that they say little. */
  public void landed(int landed, long millis) {
    if (landed < records / 2) {
      return;
    }
    long fitting = landed * wantedMillis / Math.max(1, millis);
    long step = Math.max(records / 2, Math.min(records * 2L, fitting));
    records = (int) Math.min(most, Math.max(Math.min(LEAST, most), step));
  }
}

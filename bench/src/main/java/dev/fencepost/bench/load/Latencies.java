package dev.fencepost.bench.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Histograms of microseconds with three digits, and what is read from them. */
public final class Latencies {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int DIGITS = 3;
  private static final double MICROS_PER_MILLI = 1e3;

  private Latencies() {}

  public static Histogram empty() {
    return new Histogram(TimeUnit.NANOSECONDS.toMicros(LONGEST.toNanos()), DIGITS);
  }

  public static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }
}

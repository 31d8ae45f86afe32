package dev.fencepost.bench.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** Bounds on numbers. */
final class RangeTerms {

  private static final double SMALLEST_STEP = 0.001;

  /** Counts as findings have them, in ascending order. */
  private static final long[] COUNTS = counts();

  private final Random random;

  RangeTerms(Random random) {
    this.random = random;
  }

  private static long[] counts() {
    Random random = new Random(1);
    return random.longs(10_000).map(ignored -> SeededFindings.count(random)).sorted().toArray();
  }

  /** A window of counts, or all from one on, that keeps at least a share of the findings. */
  Term count(double atLeast) {
    double share = Math.min(0.95, Math.max(0.05, atLeast * (1 + 9 * random.nextDouble())));
    int first = (int) ((1 - share) * random.nextDouble() * COUNTS.length);
    long from = COUNTS[first];
    long to = COUNTS[Math.min(COUNTS.length - 1, first + (int) (share * COUNTS.length))] + 1;
    if (random.nextBoolean()) {
      from = COUNTS[(int) ((1 - share) * COUNTS.length)];
      return new Term("finding.match_count >= " + from, 1 - below(from));
    }
    return new Term(
        "finding.match_count >= %d && finding.match_count < %d".formatted(from, to),
        below(to) - below(from));
  }

  private static double below(long count) {
    return (double) Arrays.stream(COUNTS).takeWhile(value -> value < count).count() / COUNTS.length;
  }

  /** A lower bound, or where that would be at the very end, a window anywhere. */
  Term confidence(double wanted) {
    double share = Math.max(SMALLEST_STEP, Math.min(1, wanted));
    double from = share > 0.2 ? 1 - share : (1 - share) * random.nextDouble();
    return share > 0.2
        ? new Term(text("finding.confidence >= %.3f", from, 0), share)
        : new Term(
            text("finding.confidence >= %.3f && finding.confidence < %.3f", from, from + share),
            share);
  }

  private static String text(String format, double from, double to) {
    return String.format(Locale.ROOT, format, from, to);
  }
}

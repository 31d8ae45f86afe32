package dev.fencepost.core.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * How many ranges a backfill judges at once, so that landings do not suffer from it: one more after
 * a while in which they were quick, half as many as soon as they became slow.
 *
 * <p>Slow is measured against what is usual for these landings. What is usual follows slowly what
 * is seen, and while nothing is judged most surely, because then it is not the backfill's doing. So
 * a database that is slower for good is accepted in the end, and a pause is never for ever:
 * besides, one range is let through every {@link #PAUSED_AT_MOST}.
 *
 * @param most what the backfill was started with
 * @param ranges how many may be judged at once now; 0 is a pause
 * @param usualMillis the usual 95th percentile of landings; 0 before the first was seen
 * @param seenMillis the one seen last; -1 when none was seen
 * @param since when {@code ranges} changed last
 */
public record Pace(int most, int ranges, double usualMillis, long seenMillis, Instant since) {

  /** How long a pause may last until a range is let through, however slow landings are. */
  public static final Duration PAUSED_AT_MOST = Duration.ofSeconds(10);

  /** What a change did is seen only in the landings after it. */
  static final Duration BEFORE_FEWER = Duration.ofSeconds(3);

  static final Duration BEFORE_MORE = Duration.ofSeconds(2);

  private static final double SLOW_FACTOR = 2;

  /** Below so much more than usual nobody is hurt, whatever the factor is. */
  private static final long SLOW_MARGIN_MILLIS = 100;

  private static final double FOLLOWS_DOWN = 0.3;
  private static final double FOLLOWS_UP_WHILE_PAUSED = 0.05;

  public Pace {
    if (most < 1 || ranges < 0 || ranges > most) {
      throw new IllegalArgumentException(ranges + " of " + most + " ranges");
    }
  }

  /** Full speed, until landings turn out to be slow. */
  public static Pace full(int most, Instant now) {
    return new Pace(most, most, 0, -1, now);
  }

  /**
   * The pace after another look; meant to be called about once a second.
   *
   * @param p95Millis the 95th percentile of how long landings took lately; empty when none was
   */
  public Pace next(OptionalLong p95Millis, Instant now) {
    if (p95Millis.isEmpty()) {
      Pace unseen = new Pace(most, ranges, usualMillis, -1, since);
      return unseen.hasLasted(BEFORE_MORE, now) ? unseen.with(ranges + 1, now) : unseen;
    }
    long seen = p95Millis.getAsLong();
    Pace looked = new Pace(most, ranges, usualAfter(seen), seen, since);
    if (!looked.isSlow()) {
      return looked.hasLasted(BEFORE_MORE, now) ? looked.with(ranges + 1, now) : looked;
    }
    if (ranges == 0) {
      return looked.hasLasted(PAUSED_AT_MOST, now) ? looked.with(1, now) : looked;
    }
    return looked.hasLasted(BEFORE_FEWER, now) ? looked.with(ranges / 2, now) : looked;
  }

  /** Whether landings are slower than is bearable. */
  public boolean isSlow() {
    return seenMillis > limitMillis();
  }

  /** Above this landings count as slow. */
  public long limitMillis() {
    return Math.round(Math.max(usualMillis * SLOW_FACTOR, usualMillis + SLOW_MARGIN_MILLIS));
  }

  /** Why it is so, in words. */
  public String reason() {
    if (seenMillis < 0) {
      return "no landings to spare";
    }
    String landings =
        "landings take %d ms, usually %d ms".formatted(seenMillis, Math.round(usualMillis));
    if (!isSlow()) {
      return ranges < most ? landings + ": speeding up again" : landings;
    }
    return landings
        + ", and more than %d ms is slow".formatted(limitMillis())
        + (ranges == 0 ? ": pausing for at most 10 s" : "");
  }

  private double usualAfter(long seen) {
    if (usualMillis == 0) {
      return seen;
    }
    double up = ranges == 0 ? FOLLOWS_UP_WHILE_PAUSED : 0;
    return usualMillis + (seen - usualMillis) * (seen < usualMillis ? FOLLOWS_DOWN : up);
  }

  private boolean hasLasted(Duration time, Instant now) {
    return !now.isBefore(since.plus(time));
  }

  private Pace with(int wanted, Instant now) {
    int bounded = Math.min(most, wanted);
    return bounded == ranges ? this : new Pace(most, bounded, usualMillis, seenMillis, now);
  }
}

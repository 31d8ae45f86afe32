package dev.fencepost.core.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fast a backfill goes, so that landings do not suffer from it.
 *
 * <p>First, it takes only a share of what landings leave: the more of their time they are busy, the
 * longer it rests after each range. So it is seen little where processors or disks are scarce, and
 * what it costs landings makes it rest longer.
 *
 * <p>Second, it judges one range more at once after a while in which landings fared well, and half
 * as many as soon as they became slow or fell behind.
 *
 * <p>Slow is measured against what is usual for these landings. What is usual follows quickly what
 * is shorter, and slowly what is longer, but that only while nothing is judged, because then it is
 * not the backfill's doing. How late landings are is accepted only when a whole pause made it no
 * better: as long as they catch up, they are late by what was judged before. So a database that is
 * slower for good is accepted in the end, and a pause is never for ever: besides, one range is let
 * through every {@link #PAUSED_AT_MOST}.
 *
 * @param most how many ranges at once the backfill was started with
 * @param ranges how many may be judged at once now, if landings leave the time; 0 is a pause
 * @param areSeen whether there were landings at the last look
 * @param landings how long they take
 * @param waits how long records wait until they have landed
 * @param busyPercent for what part of their time they land
 * @param waitWhenPaused how long records waited when the last pause began, in milliseconds
 * @param since when {@code ranges} changed last
 */
public record Pace(
    int most,
    int ranges,
    boolean areSeen,
    Gauge landings,
    Gauge waits,
    int busyPercent,
    long waitWhenPaused,
    Instant since) {

  /** How long a pause may last until a range is let through, however slow landings are. */
  public static final Duration PAUSED_AT_MOST = Duration.ofSeconds(10);

  /** What a change did is seen only in the landings after it. */
  static final Duration BEFORE_FEWER = Duration.ofSeconds(3);

  static final Duration BEFORE_MORE = Duration.ofSeconds(2);

  /** Landings that are busy for two thirds of their time leave nothing but the least. */
  private static final double TAKEN_BY_BUSY = 1.5;

  /** Of one range's time. */
  private static final double LEAST = 0.125;

  public Pace {
    if (most < 1 || ranges < 0 || ranges > most) {
      throw new IllegalArgumentException(ranges + " of " + most + " ranges");
    }
  }

  /** Full speed, until landings turn out to be slow. */
  public static Pace full(int most, Instant now) {
    return new Pace(
        most,
        most,
        false,
        Gauge.unseen(Gauge.Kind.LANDINGS),
        Gauge.unseen(Gauge.Kind.WAITS),
        0,
        0,
        now);
  }

  /**
   * The pace after another look; meant to be called about once a second.
   *
   * @param seen how landings fared lately; empty when there were none
   */
  public Pace next(Optional<LandingLately> seen, Instant now) {
    Pace looked = looked(seen);
    if (!looked.isSlow()) {
      return looked.hasLasted(BEFORE_MORE, now) ? looked.with(ranges + 1, now) : looked;
    }
    if (ranges == 0) {
      return looked.hasLasted(PAUSED_AT_MOST, now) ? looked.afterLongPause(now) : looked;
    }
    return looked.hasLasted(BEFORE_FEWER, now) ? looked.with(ranges / 2, now) : looked;
  }

  /** How many ranges may be judged at once now, with rests between them; 0 is a pause. */
  public int atOnce() {
    return (int) Math.ceil(share());
  }

  /**
   * How long to rest before another range.
   *
   * @param worked how long the one before it took
   */
  public Duration restAfter(Duration worked) {
    if (ranges == 0) {
      return Duration.ZERO;
    }
    double rest = worked.toNanos() * (atOnce() / share() - 1);
    return Duration.ofNanos(Math.min(Math.round(rest), PAUSED_AT_MOST.toNanos()));
  }

  /** Whether nothing has to be given way to. */
  public boolean isFree() {
    return share() >= most;
  }

  /** How many ranges are judged at any time, on average. */
  private double share() {
    double left = most * (1 - TAKEN_BY_BUSY * busyPercent / 100);
    return Math.min(ranges, Math.max(LEAST, left));
  }

  /** Whether landings are slower, or further behind, than is bearable. */
  public boolean isSlow() {
    return areSeen && (landings.isSlow() || waits.isSlow());
  }

  /** Why it is so, in words. */
  public String reason() {
    if (!areSeen) {
      return "no landings to spare";
    }
    String said =
        waits.isSlow() && !landings.isSlow()
            ? waits.says("records wait to be landed for")
            : landings.says("landings take");
    if (isSlow()) {
      return ranges == 0 ? said + ": pausing for at most 10 s" : said;
    }
    if (ranges < most) {
      return said + ": speeding up again";
    }
    return isFree()
        ? said
        : said + ", and %d %% of the time: %.2f ranges at once".formatted(busyPercent, share());
  }

  private Pace looked(Optional<LandingLately> seen) {
    return seen.map(
            lately ->
                new Pace(
                    most,
                    ranges,
                    true,
                    landings.next(lately.times().landingMillis(), ranges == 0),
                    waits.next(lately.times().waitMillis(), ranges == 0),
                    lately.busyPercent(),
                    waitWhenPaused,
                    since))
        .orElseGet(() -> new Pace(most, ranges, false, landings, waits, 0, waitWhenPaused, since));
  }

  private Pace afterLongPause(Instant now) {
    Gauge known = waits.seenMillis() < waitWhenPaused ? waits : waits.accepted();
    return new Pace(most, 1, areSeen, landings, known, busyPercent, waitWhenPaused, now);
  }

  private boolean hasLasted(Duration time, Instant now) {
    return !now.isBefore(since.plus(time));
  }

  private Pace with(int wanted, Instant now) {
    int bounded = Math.min(most, wanted);
    if (bounded == ranges) {
      return this;
    }
    long wait = bounded == 0 ? waits.seenMillis() : waitWhenPaused;
    return new Pace(most, bounded, areSeen, landings, waits, busyPercent, wait, now);
  }
}

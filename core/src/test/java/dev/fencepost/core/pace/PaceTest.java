package dev.fencepost.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final List<Integer> history = new ArrayList<>();
  private Pace pace = Pace.full(8, START);
  private int second;

  @Test
  void landings_that_stay_as_they_are_are_no_reason_to_slow_down() {
    during(60, ranges -> 300);
    assertThat(history).containsOnly(8);
    during(60, ranges -> 390);
    assertThat(history).containsOnly(8);
  }

  @Test
  void without_landings_a_backfill_is_as_fast_as_it_may_be() {
    slowDown();
    for (int i = 0; i < 20; i++) {
      look(Optional.empty());
    }
    assertThat(pace.ranges()).isEqualTo(8);
    assertThat(pace.reason()).isEqualTo("no landings to spare");
  }

  @Test
  void slow_landings_halve_the_ranges_until_they_pause() {
    during(5, ranges -> 20);
    during(12, ranges -> 900);
    assertThat(steps()).containsExactly(8, 4, 2, 1, 0);
    assertThat(pace.reason()).contains("landings take 900 ms").contains("pausing");
  }

  @Test
  void quick_landings_add_one_range_at_a_time() {
    slowDown();
    history.clear();
    during(16, ranges -> 20);
    assertThat(steps()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(pace.reason()).isEqualTo("landings take 20 ms, usually 20 ms");
  }

  @Test
  void it_settles_where_landings_bear_it_however_long_it_takes() {
    IntToLongFunction suffering = ranges -> 50 + 60L * ranges;
    during(3, ranges -> 50);
    during(60, suffering);
    history.clear();
    during(3_600, suffering);
    // Eight ranges would make it 530 ms; the limit of 150 ms is passed by 20 ms now and then.
    assertThat(history).allMatch(ranges -> ranges <= 2);
    assertThat(history.stream().mapToInt(Integer::intValue).average().orElse(0))
        .as("ranges at once")
        .isGreaterThan(1);
  }

  @Test
  void a_pause_lets_a_range_through_now_and_then_and_ends_when_slow_has_become_usual() {
    during(5, ranges -> 20);
    during(12, ranges -> 5_000);
    history.clear();
    during(120, ranges -> 5_000);

    int longestPause = 0;
    int pause = 0;
    for (int ranges : history) {
      pause = ranges == 0 ? pause + 1 : 0;
      longestPause = Math.max(longestPause, pause);
    }
    assertThat(longestPause).isLessThanOrEqualTo((int) Pace.PAUSED_AT_MOST.toSeconds());
    assertThat(pace.ranges()).as("slow for good is accepted").isEqualTo(8);
  }

  @Test
  void a_single_range_is_the_least_that_can_be_asked_for() {
    pace = Pace.full(1, START);
    during(5, ranges -> 20);
    during(10, ranges -> 900);
    assertThat(steps()).containsExactly(1, 0);
    during(5, ranges -> 20);
    assertThat(pace.ranges()).isEqualTo(1);
  }

  @Test
  void landings_that_stay_quick_but_fall_behind_halve_the_ranges_too() {
    during(5, ranges -> 20);
    behind(12, 800);
    assertThat(history).as("half a second more is borne").containsOnly(8);
    behind(12, 30_000);
    assertThat(steps()).containsExactly(8, 4, 2, 1, 0);
    assertThat(pace.reason())
        .isEqualTo(
            "records wait to be landed for 30000 ms, usually %d ms, and more than %d ms is slow:"
                    .formatted(Math.round(pace.waits().usualMillis()), pace.waits().limitMillis())
                + " pausing for at most 10 s");
    behind(20, 300);
    assertThat(pace.ranges()).isEqualTo(8);
  }

  @Test
  void who_never_catches_up_does_not_hold_a_backfill_for_ever() {
    during(5, ranges -> 20);
    behind(100, 60_000);
    assertThat(pace.ranges()).isEqualTo(8);
  }

  @Test
  void who_catches_up_slowly_is_waited_for_again_and_again() {
    behind(20, 300);
    long wait = 60_000;
    for (int i = 0; i < 120; i++) {
      wait += pace.ranges() == 0 ? -200 : 400;
      behind(1, wait);
    }
    assertThat(pace.waits().limitMillis()).as("what is late by the backfill").isLessThan(1_000);
    assertThat(history.subList(60, 140).stream().filter(ranges -> ranges == 0).count())
        .as("seconds of a pause, of eighty")
        .isBetween(55L, 75L);
    assertThat(history.subList(60, 140)).as("a range now and then").contains(1);
  }

  @Test
  void who_was_behind_before_anybody_looked_is_behind() {
    behind(12, 30_000);
    assertThat(steps()).containsExactly(8, 4, 2, 1, 0);
  }

  @Test
  void clocks_of_producers_that_differ_by_hours_cost_a_backfill_a_minute() {
    behind(60, Duration.ofHours(5).toMillis());
    assertThat(pace.ranges()).isEqualTo(8);
    history.clear();
    behind(60, Duration.ofHours(5).toMillis() + 5_000);
    assertThat(history).containsOnly(8);
    for (int i = 0; i < 12; i++) {
      look(Optional.of(idle(900, Duration.ofHours(5).toMillis())));
    }
    assertThat(pace.ranges()).as("the time of landings is watched as well").isZero();
  }

  @Test
  void the_busier_landings_are_the_longer_a_backfill_rests() {
    assertThat(restsAt(0)).isZero();
    assertThat(pace.atOnce()).isEqualTo(8);
    assertThat(pace.isFree()).isTrue();
    assertThat(restsAt(20)).as("5.6 ranges by six").isEqualTo(Duration.ofMillis(71));
    assertThat(pace.atOnce()).isEqualTo(6);
    assertThat(pace.isFree()).isFalse();
    assertThat(restsAt(50)).as("a quarter is two of eight").isZero();
    assertThat(pace.atOnce()).isEqualTo(2);
    assertThat(restsAt(62)).isEqualTo(Duration.ofMillis(786));
    assertThat(pace.atOnce()).isEqualTo(1);
    assertThat(pace.reason())
        .isEqualTo("landings take 20 ms, usually 20 ms, and 62 % of the time: 0.56 ranges at once");
  }

  @Test
  void however_busy_landings_are_an_eighth_of_a_range_is_left() {
    assertThat(restsAt(70)).isEqualTo(Duration.ofSeconds(7));
    assertThat(restsAt(100)).isEqualTo(Duration.ofSeconds(7));
    assertThat(pace.restAfter(Duration.ofMinutes(5))).isEqualTo(Pace.PAUSED_AT_MOST);
    look(Optional.empty());
    assertThat(pace.isFree()).as("nobody lands any longer").isTrue();
  }

  @Test
  void who_gives_way_to_slow_landings_takes_no_more_because_they_are_idle() {
    slowDown();
    assertThat(pace.atOnce()).isZero();
    during(2, ranges -> 20);
    assertThat(pace.atOnce()).isEqualTo(1);
    assertThat(pace.restAfter(Duration.ofSeconds(1))).isZero();
  }

  /** After a second of work. */
  private Duration restsAt(int busyPercent) {
    look(Optional.of(new LandingLately(new LandingTimes(20, 300), busyPercent)));
    Duration rest = pace.restAfter(Duration.ofSeconds(1));
    return Duration.ofMillis(Math.round(rest.toNanos() / 1e6));
  }

  private void behind(int seconds, long waitMillis) {
    for (int i = 0; i < seconds; i++) {
      look(Optional.of(idle(20, waitMillis)));
    }
  }

  private static LandingLately idle(long landingMillis, long waitMillis) {
    return new LandingLately(new LandingTimes(landingMillis, waitMillis), 0);
  }

  private void slowDown() {
    during(5, ranges -> 20);
    during(12, ranges -> 900);
    assertThat(pace.ranges()).isZero();
  }

  /** The database answers as slowly as the ranges that are judged make it. */
  private void during(int seconds, IntToLongFunction millis) {
    for (int i = 0; i < seconds; i++) {
      look(Optional.of(idle(millis.applyAsLong(pace.ranges()), 300)));
    }
  }

  private void look(Optional<LandingLately> seen) {
    pace = pace.next(seen, START.plusSeconds(++second));
    history.add(pace.ranges());
  }

  private List<Integer> steps() {
    List<Integer> steps = new ArrayList<>();
    for (int ranges : history) {
      if (steps.isEmpty() || steps.get(steps.size() - 1) != ranges) {
        steps.add(ranges);
      }
    }
    return steps;
  }
}

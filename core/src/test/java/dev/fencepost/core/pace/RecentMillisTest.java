package dev.fencepost.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentMillisTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final RecentMillis recent = new RecentMillis(Duration.ofSeconds(5));

  @Test
  void the_slowest_twentieth_does_not_count() {
    for (int i = 1; i <= 100; i++) {
      recent.add(i, START);
    }
    assertThat(recent.p95(START)).hasValue(95);
  }

  @Test
  void what_is_older_is_forgotten() {
    recent.add(900, START);
    recent.add(10, START.plusSeconds(4));
    assertThat(recent.p95(START.plusSeconds(5))).hasValue(900);
    assertThat(recent.p95(START.plusSeconds(6))).hasValue(10);
    assertThat(recent.p95(START.plusSeconds(10))).isEmpty();
  }

  @Test
  void it_stays_bounded_however_many_come() {
    for (int i = 0; i < 10_000; i++) {
      recent.add(i < 9_000 ? 1_000 : 7, START);
    }
    assertThat(recent.p95(START)).hasValue(7);
  }

  @Test
  void the_share_of_the_time_is_told_in_percent() {
    recent.add(500, START.plusSeconds(1));
    recent.add(750, START.plusSeconds(4));
    assertThat(recent.percentOfTime(START.plusSeconds(5))).isEqualTo(25);
    assertThat(recent.percentOfTime(START.plusSeconds(8))).isEqualTo(15);
    recent.add(60_000, START.plusSeconds(8));
    assertThat(recent.percentOfTime(START.plusSeconds(8))).as("begun long before").isEqualTo(100);
  }
}

package dev.fencepost.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReapingGraceTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final ReapingGrace grace =
      new ReapingGrace(Duration.ofSeconds(5), Duration.ofSeconds(15));

  @Test
  void nothing_is_reaped_for_the_time_of_a_lease_after_the_start() {
    for (int second = 0; second < 15; second++) {
      assertThat(grace.reachedAt(second * SECOND)).isFalse();
    }
    assertThat(grace.reachedAt(15 * SECOND)).isTrue();
  }

  @Test
  void outage_of_the_database_starts_the_grace_again() {
    for (int second = 0; second <= 20; second++) {
      grace.reachedAt(second * SECOND);
    }
    assertThat(grace.reachedAt(24 * SECOND)).isTrue();
    assertThat(grace.reachedAt(60 * SECOND)).isFalse();
    for (int second = 61; second < 75; second++) {
      assertThat(grace.reachedAt(second * SECOND)).isFalse();
    }
    assertThat(grace.reachedAt(75 * SECOND)).isTrue();
  }
}

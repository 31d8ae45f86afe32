package dev.fencepost.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RelapsesTest {

  private static final BackOff PAUSES =
      new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(3), () -> 0.0);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void the_first_failure_costs_no_pause() {
    Relapses once = Relapses.none().oneMore(false, NOW, PAUSES);

    assertThat(once).isEqualTo(new Relapses(1, NOW));
    assertThat(once.permitTryAt(NOW)).isTrue();
  }

  @Test
  void what_fails_again_and_again_waits_longer_each_time_up_to_a_limit() {
    Relapses relapses = Relapses.none().oneMore(false, NOW, PAUSES);

    relapses = relapses.oneMore(false, NOW, PAUSES);
    assertThat(relapses.mayTryAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(relapses.permitTryAt(NOW)).isFalse();
    relapses = relapses.oneMore(false, NOW, PAUSES);
    assertThat(relapses.mayTryAt()).isEqualTo(NOW.plusSeconds(2));
    relapses = relapses.oneMore(false, NOW, PAUSES).oneMore(false, NOW, PAUSES);

    assertThat(relapses).isEqualTo(new Relapses(5, NOW.plusSeconds(3)));
  }

  @Test
  void a_steady_time_is_a_new_beginning() {
    assertThat(new Relapses(7, NOW.plusSeconds(9)).oneMore(true, NOW, PAUSES))
        .isEqualTo(new Relapses(1, NOW));
  }
}

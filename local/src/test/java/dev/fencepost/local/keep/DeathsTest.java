package dev.fencepost.local.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.retry.BackOff;
import dev.fencepost.core.retry.Relapses;
import dev.fencepost.local.process.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeathsTest {

  private static final BackOff PAUSES =
      new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(3), () -> 0.0);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MOMENT = Deaths.STEADY.minusMillis(1);

  @Test
  void the_first_death_costs_no_pause() {
    assertThat(Deaths.oneMore(null, process(1), MOMENT, NOW, PAUSES))
        .isEqualTo(new Deaths(process(1), new Relapses(1, NOW)));
  }

  @Test
  void who_dies_soon_or_cannot_be_started_waits_longer_each_time() {
    Deaths deaths = Deaths.oneMore(null, process(1), MOMENT, NOW, PAUSES);

    deaths = Deaths.oneMore(deaths, process(2), MOMENT, NOW, PAUSES);
    assertThat(deaths).isEqualTo(new Deaths(process(2), new Relapses(2, NOW.plusSeconds(1))));
    deaths = deaths.notStarted(NOW, PAUSES);

    assertThat(deaths).isEqualTo(new Deaths(process(2), new Relapses(3, NOW.plusSeconds(2))));
  }

  @Test
  void a_steady_life_is_a_new_beginning() {
    Deaths deaths = new Deaths(process(1), new Relapses(7, NOW));

    assertThat(Deaths.oneMore(deaths, process(2), Deaths.STEADY, NOW, PAUSES))
        .isEqualTo(new Deaths(process(2), new Relapses(1, NOW)));
  }

  private static ProcessIdentity process(long pid) {
    return new ProcessIdentity(pid, "boot/" + pid);
  }
}

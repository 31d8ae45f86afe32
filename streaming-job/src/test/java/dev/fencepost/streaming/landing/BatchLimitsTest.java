package dev.fencepost.streaming.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchLimitsTest {

  private static final long NOW = 1_000_000;

  private final BatchLimits limits = BatchLimits.standard().withAge(Duration.ofMillis(200));

  @Test
  void records_that_waited_for_a_landing_wait_for_the_rest_of_their_age() {
    assertThat(limits.due(NOW, NOW - 40)).isEqualTo(NOW + 160);
  }

  @Test
  void a_landing_that_took_longer_than_the_age_leaves_half_of_it_for_a_batch_to_grow() {
    assertThat(limits.due(NOW, NOW - 900)).isEqualTo(NOW + 100);
  }

  @Test
  void the_first_record_of_all_waits_for_half_of_the_age() {
    assertThat(limits.due(NOW, 0)).isEqualTo(NOW + 100);
  }

  @Test
  void nobody_waits_longer_because_the_clock_was_set_back() {
    assertThat(limits.due(NOW, NOW + 3_600_000)).isEqualTo(NOW + 200);
  }
}

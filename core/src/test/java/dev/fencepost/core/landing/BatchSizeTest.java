package dev.fencepost.core.landing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchSizeTest {

  private final BatchSize size = new BatchSize(5_000, 150);

  @Test
  void landings_that_take_too_long_make_batches_smaller_down_to_a_bound() {
    size.landed(5_000, 250);
    assertThat(size.records()).isEqualTo(3_000);
    size.landed(3_000, 150);
    assertThat(size.records()).isEqualTo(3_000);
    for (int i = 0; i < 10; i++) {
      size.landed(size.records(), 60_000);
    }
    assertThat(size.records()).isEqualTo(500);
  }

  @Test
  void one_slow_landing_halves_a_batch_at_most_and_quick_ones_bring_it_back() {
    size.landed(5_000, 600_000);
    assertThat(size.records()).isEqualTo(2_500);
    size.landed(2_500, 20);
    assertThat(size.records()).isEqualTo(5_000);
    size.landed(5_000, 1);
    assertThat(size.records()).as("never more than it began with").isEqualTo(5_000);
  }

  @Test
  void a_batch_that_was_not_full_says_nothing() {
    size.landed(10, 400);
    assertThat(size.records()).isEqualTo(5_000);
  }

  @Test
  void a_small_bound_is_kept() {
    BatchSize small = new BatchSize(3, 150);
    small.landed(3, 10_000);
    assertThat(small.records()).isEqualTo(3);
  }
}

package dev.fencepost.discovery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimSizeTest {

  private final ClaimSize batch = new ClaimSize();

  @Test
  void batches_grow_while_they_are_short_up_to_a_bound() {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sizes.add(batch.tasks());
      batch.took(batch.tasks(), Duration.ofMillis(300));
      batch.took(0, Duration.ofMillis(20));
    }
    assertThat(sizes).containsExactly(1, 2, 4, 8, 8);
  }

  @Test
  void one_that_took_long_is_followed_by_single_tasks() {
    batch.took(3, ClaimSize.SHORT);
    assertThat(batch.tasks()).isEqualTo(6);
    batch.took(6, ClaimSize.SHORT.plusMillis(1));
    assertThat(batch.tasks()).isEqualTo(1);
  }
}

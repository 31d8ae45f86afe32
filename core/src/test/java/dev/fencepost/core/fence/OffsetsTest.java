package dev.fencepost.core.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OffsetsTest {

  private static final SourcePartition FIRST = new SourcePartition(1, 0);
  private static final SourcePartition LATER = new SourcePartition(1, 1);

  @Test
  void a_cut_off_covers_exactly_what_was_durable() {
    Offsets cutoffs = Offsets.cutoffsOf(Map.of(FIRST, 10L));
    assertThat(cutoffs.covers(FIRST, 9)).isTrue();
    assertThat(cutoffs.covers(FIRST, 10)).isFalse();
  }

  @Test
  void nothing_of_a_partition_that_came_later_is_covered() {
    assertThat(Offsets.cutoffsOf(Map.of(FIRST, 10L)).covers(LATER, 0)).isFalse();
    assertThat(Offsets.cutoffsOf(Map.of(FIRST, 0L)).covers(FIRST, 0)).isFalse();
  }

  @Test
  void ends_are_reached_when_every_partition_reached_its_own() {
    Offsets ends = Offsets.of(Map.of(FIRST, 10L, LATER, 0L));
    assertThat(ends.reachedBy(Map.of(FIRST, 10L))).isTrue();
    assertThat(ends.reachedBy(Map.of(FIRST, 9L, LATER, 5L))).isFalse();
  }
}

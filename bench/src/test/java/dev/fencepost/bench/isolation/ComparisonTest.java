package dev.fencepost.bench.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fencepost.bench.load.Latencies;
import dev.fencepost.bench.report.Ratio;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private final Comparison comparison = new Comparison();

  @Test
  void rounds_are_put_together_and_held_against_landings_without_a_backfill() {
    comparison.add(Reading.NONE, seen(100, 0));
    comparison.add(Reading.NONE, seen(50, 0));
    comparison.add(Reading.FOLLOWER, seen(40, 0));
    comparison.add(Reading.FOLLOWER, seen(120, 3));

    assertThat(comparison.ratios())
        .extracting(Ratio::name)
        .containsExactly("flush_p99_follower_to_none", "blocks_scanned_of_primary");
    assertThat(comparison.ratios().get(0).value()).isCloseTo(1.2, within(0.01));
    assertThat(comparison.ratios().get(1).value()).isEqualTo(3);
    assertThat(comparison.measures().get("none"))
        .containsEntry("flushes", 2L)
        .containsEntry("judged_per_second", List.of(500L, 500L));
  }

  private static Disturbance.Seen seen(long millis, long scanned) {
    Histogram flushes = Latencies.empty();
    flushes.recordValue(millis * 1_000);
    return new Disturbance.Seen(
        flushes, Latencies.empty(), 10, 5_000, 0.1, new TouchedBlocks(scanned, 7));
  }
}

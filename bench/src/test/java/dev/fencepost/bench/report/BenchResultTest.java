package dev.fencepost.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.bench.contest.Series;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchResultTest {

  @Test
  void a_goal_is_met_on_its_side_and_at_its_bound() {
    assertThat(Ratio.atLeast(0.7, "limit", 0.7).verdict()).isEqualTo("met");
    assertThat(Ratio.atLeast(0.7, "limit", 0.69).verdict()).isEqualTo("missed");
    assertThat(Ratio.atMost(3, "time", 3.01).verdict()).isEqualTo("missed");
    assertThat(Ratio.of("time", 3.01).verdict()).isEmpty();
  }

  @Test
  void the_object_has_medians_spreads_ratios_and_what_was_missed() {
    BenchResult result =
        new BenchResult(
            "landing",
            Map.of("findings", 10),
            List.of(new Series("fencepost", "findings/s", List.of(1.0, 2.0, 4.0))),
            List.of(Ratio.atLeast(0.7, "limit", 0.5), Ratio.of("flink_sql", 2)));

    assertThat(result.object().get("ratios")).isEqualTo(Map.of("limit", 0.5, "flink_sql", 2.0));
    assertThat(result.object().get("goals")).isEqualTo(Map.of("limit", "≥ 0.70"));
    assertThat(result.object().get("missed")).isEqualTo(Map.of("limit", "≥ 0.70"));
    assertThat(result.object().get("contestants"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .singleElement()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("median", 2.0)
        .containsEntry("spread", 1.5);
  }
}

package dev.fencepost.bench.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.bench.BenchRun;
import org.junit.jupiter.api.Test;

class FreshnessBenchIT {

  @Test
  void freshness_is_measured_on_findings_that_really_land() {
    assertThat(
            BenchRun.measured("freshness-it", "freshness", "--backlog", "30000", "--seconds", "1"))
        .contains("\"p99_at_10_millis\"", "\"p99_at_50_millis\" : \"≤ 500\"");
  }
}

package dev.fencepost.bench.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.bench.BenchRun;
import org.junit.jupiter.api.Test;

class IsolationBenchIT {

  @Test
  void a_scan_on_the_standby_touches_no_block_of_the_primary() {
    assertThat(
            BenchRun.measured(
                "isolation-it",
                "isolation",
                "--backlog",
                "30000",
                "--findings",
                "30000",
                "--seconds",
                "1",
                "--only",
                "follower"))
        .contains("\"blocks_scanned_of_primary\" : 0.0");
  }
}

package dev.fencepost.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fencepost.cli.CommandRun;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ChaosE2E {

  private final Path folder;

  ChaosE2E(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void faults_of_every_kind_change_no_result() throws IOException {
    Path home = folder.resolve("home");

    CommandRun run = CommandRun.of(home, "chaos", "--seed", "54", "--for", "40s", "--json");

    assertThat(run.exitCode()).as(run.messages() + run.data()).isZero();
    JsonNode object = new ObjectMapper().readTree(run.data());
    assertThat(object.path("seed").asLong()).isEqualTo(54);
    assertThat(object.path("faults").asInt()).isGreaterThan(4);
    assertThat(object.path("schedule"))
        .extracting(JsonNode::asText)
        .asString()
        .contains("KILL", "FREEZE", "CUT", "DELAY", "BLOCK");
    assertThat(object.path("records").asLong()).isGreaterThan(1_000);
    assertThat(object.path("scans").asInt()).isPositive();
    assertThat(object.path("dead_letters").path("expected").asLong()).isPositive();
    for (String kind : List.of("missing", "extra", "stale", "doubled", "after_stop", "stuck")) {
      assertThat(object.path(kind).asLong(-1)).as(kind).isZero();
    }
    assertThat(object.path("recovery_seconds").path("max").asDouble()).isPositive();
    assertThat(new ProcessTable(new Home(home.resolve("chaos"))).all()).isEmpty();
  }
}

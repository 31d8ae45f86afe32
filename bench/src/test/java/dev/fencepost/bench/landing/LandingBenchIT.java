package dev.fencepost.bench.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.bench.BenchRun;
import dev.fencepost.local.home.ProjectRoot;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every contestant counts what it wrote, so a command that succeeds has landed everything. */
class LandingBenchIT {

  private static final Path HOME = ProjectRoot.find().target("bench").resolve("landing-it");

  @Test
  void the_limit_and_copy_land_the_whole_backlog() {
    BenchRun run = landing("--only", "limit,copy");

    assertThat(run.messages()).as("exit code %d", run.exitCode()).isEmpty();
    assertThat(run.data()).contains("\"limit_to_copy\"", "\"findings\" : 3500");
  }

  @Test
  @Tag("exhaustive")
  void everybody_lands_the_same_backlog() {
    BenchRun run = landing("--many-policies");

    assertThat(run.messages()).as("exit code %d", run.exitCode()).isEmpty();
    assertThat(run.data())
        .contains("\"flink_sql\"", "\"kafka_connect\"", "\"limit_to_copy\"", "\"policies_10000\"");
  }

  private static BenchRun landing(String... more) {
    String[] arguments = new String[more.length + 7];
    System.arraycopy(
        new String[] {"landing", "--findings", "3500", "--rounds", "1", "--json", "--quiet"},
        0,
        arguments,
        0,
        7);
    System.arraycopy(more, 0, arguments, 7, more.length);
    return BenchRun.in(HOME, arguments);
  }
}

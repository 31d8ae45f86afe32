package dev.fencepost.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.local.home.ProjectRoot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words after {@code fencepost bench} reach the benchmarks' own program. */
class BenchE2E {

  private static final Path MEASURING = ProjectRoot.find().target("bench").resolve("bench-e2e");

  private final Path home;

  BenchE2E(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void help_lists_what_can_be_measured() throws Exception {
    assertThat(run(0, "help")).contains("Usage: fencepost bench").contains("start");
    assertThat(BenchRun.in(MEASURING, "start", "--help").data()).contains("--rounds", "--json");
  }

  @Test
  void what_is_wrong_with_the_words_is_said_with_exit_code_2() throws Exception {
    assertThat(run(2, "start", "--rounds", "0")).contains("--rounds must be at least 1");
    refused("strat", "strat");
    refused("--ronuds", "start", "--ronuds", "1");
    refused("--policies", "scale", "--policies", "100,10");
    refused("--only", "scale", "--only", "policy");
  }

  private static void refused(String named, String... words) {
    BenchRun run = BenchRun.in(MEASURING, words);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.messages()).contains(named);
  }

  @Test
  void freshness_is_measured_on_findings_that_really_land() {
    assertThat(measured("freshness", "--backlog", "30000", "--seconds", "1"))
        .contains("\"p99_at_10_millis\"", "\"p99_at_50_millis\" : \"≤ 500\"");
  }

  /** By the launcher, which builds the project when it has to. */
  @Tag("exhaustive")
  @Test
  void policies_are_applied_and_their_backfills_wait_and_are_taken() {
    assertThat(measured("scale", "--only", "policies", "--policies", "1,7"))
        .contains("\"apply_one_changed_7\"", "\"backfills_dispatched_largest_to_best\"");
  }

  @Tag("exhaustive")
  @Test
  void a_scan_on_the_standby_touches_no_block_of_the_primary() {
    assertThat(
            measured(
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

  /** In this JVM, which spares the start of another one. */
  private static String measured(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--rounds", "1", "--json", "--quiet"));
    BenchRun run = BenchRun.in(MEASURING, all.toArray(String[]::new));
    assertThat(run.messages()).as("exit code %d", run.exitCode()).isEmpty();
    return run.data();
  }

  private String run(int expected, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProjectRoot root = ProjectRoot.find();
    command.addAll(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dfencepost.root=" + root.folder());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.fencepost.cli.Main", "bench"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FENCEPOST_HOME", home.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(expected);
    return said;
  }
}

package dev.fencepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.cli.session.Session;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.local.home.Home;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineTest {

  private final Path home;

  CommandLineTest(@TempDir Path home) {
    this.home = home;
  }

  static Stream<CommandLine> every_command() {
    Terminal nowhere =
        new Terminal(
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            false,
            false);
    return below(Fencepost.commandLine(new Session(nowhere, Map.of(), new Home(Path.of("none")))));
  }

  private static Stream<CommandLine> below(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream()
            .filter(sub -> !sub.getCommandName().equals("help"))
            .flatMap(CommandLineTest::below));
  }

  @ParameterizedTest
  @MethodSource("every_command")
  void every_help_page_says_what_the_command_does_and_shows_examples(CommandLine command) {
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(command.getUsageMessage()).contains("Examples:").contains("fencepost ");
  }

  @Test
  void a_completion_script_knows_every_command() {
    CommandRun run = CommandRun.of(home, "completion");

    assertThat(run.exitCode()).isZero();
    assertThat(run.data()).contains("complete ").contains("policy").contains("--db-url");
  }

  @Test
  void a_mistyped_command_is_a_usage_error_with_a_suggestion() {
    CommandRun run = CommandRun.of(home, "polcy");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.messages()).contains("polcy").contains("policy");
    assertThat(run.data()).isEmpty();
  }

  @Test
  void a_mistyped_option_is_a_usage_error_with_a_suggestion() {
    CommandRun run = CommandRun.of(home, "policy", "list", "--outptu", "json");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.messages()).contains("--outptu").contains("--output");
  }

  @Test
  void where_a_backfill_reads_is_one_of_three_places() {
    CommandRun run = CommandRun.of(home, "backfill", "run", "3", "--read", "sideways");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.messages()).contains("sideways");
  }

  @Test
  void a_staleness_without_a_known_unit_is_a_usage_error() {
    CommandRun run = CommandRun.of(home, "backfill", "run", "3", "--staleness", "10 parsecs");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.messages()).contains("is no time like 10s or 1m");

    assertThat(CommandRun.of(home, "backfill", "run", "3", "--staleness", "1s").exitCode())
        .isEqualTo(2);
  }

  @Test
  void faults_go_on_for_a_time_that_is_given_once_and_is_not_too_short() {
    assertThat(CommandRun.of(home, "chaos", "--for", "soon").messages())
        .contains("is no time like 10s or 1m");
    assertThat(CommandRun.of(home, "chaos", "--for", "9s").messages()).contains("between 10s and");
    assertThat(CommandRun.of(home, "chaos", "--minutes", "0").messages()).contains("between 1 and");
    CommandRun both = CommandRun.of(home, "chaos", "--minutes", "1", "--for", "40s");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.messages()).contains("give one of them");
  }

  @Test
  void a_noun_without_a_verb_is_a_usage_error() {
    CommandRun run = CommandRun.of(home, "policy");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.messages()).contains("--help");
  }

  @Test
  void a_wrong_value_names_the_option_and_the_choices() {
    CommandRun run = CommandRun.of(home, "policy", "list", "-o", "xml");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.messages()).contains("--output").contains("xml").containsIgnoringCase("yaml");
  }

  @Test
  void without_a_database_the_sentence_says_how_to_get_one() {
    CommandRun run = CommandRun.of(home, "policy", "list");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.messages())
        .contains("fencepost up")
        .contains("--db-url")
        .contains("FENCEPOST_DB_URL")
        .doesNotContain("\tat ");
  }

  @Test
  void a_stack_trace_is_shown_only_with_debug() {
    assertThat(CommandRun.of(home, "policy", "list", "--debug").messages()).contains("\tat ");
  }

  @Test
  void status_of_nothing_says_how_to_start() {
    CommandRun run = CommandRun.of(home, "status", "-o", "json");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.data().strip()).isEqualTo("[ ]");
    assertThat(run.messages()).contains("fencepost up");
  }

  @Test
  void down_of_nothing_is_fine() {
    CommandRun run = CommandRun.of(home, "down");
    assertThat(run.exitCode()).isZero();
    assertThat(run.messages()).contains("nothing was running");
  }

  @Test
  void quiet_says_nothing_when_all_is_well() {
    CommandRun run = CommandRun.of(home, "down", "--quiet");
    assertThat(run.exitCode()).isZero();
    assertThat(run.messages()).isEmpty();
  }

  @Test
  void a_folder_that_is_not_there_is_not_found() {
    Path missing = home.resolve("missing");
    CommandRun run = CommandRun.of(home, "demo", missing.toString());
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.messages()).contains(missing.toString());
  }

  @Test
  void a_data_source_needs_a_place() {
    CommandRun run = CommandRun.of(home, "datasource", "add", "docs");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.messages()).contains("--folder");
  }

  @Test
  void a_port_in_use_is_one_sentence() throws Exception {
    try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      CommandRun run =
          CommandRun.of(home, "up", "--dashboard-port", Integer.toString(taken.getLocalPort()));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.messages()).contains("port " + taken.getLocalPort()).contains("in use");
    }
    try (Stream<Path> records = Files.list(home.resolve("pids"))) {
      assertThat(records.filter(file -> file.toString().endsWith(".properties"))).isEmpty();
    }
  }
}

package dev.fencepost.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.local.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessIT {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final List<String> SLEEP = List.of("sleep", "600");

  private final Home home;
  private final ProcessTable table;

  ChildProcessIT(@TempDir Path folder) {
    home = new Home(folder.resolve("a folder with spaces"));
    table = new ProcessTable(home);
  }

  @AfterEach
  void nothing_is_left() {
    table.stopAll();
  }

  @Test
  void a_record_whose_id_now_belongs_to_a_stranger_is_dead_and_the_stranger_lives() {
    ChildProcess stranger = start("stranger", SLEEP);
    new ProcessRecord(
            "ours",
            new ProcessIdentity(stranger.pid(), "another boot/1"),
            0,
            "TERM",
            home.logs().resolve("ours.log"),
            "sleep 600",
            Map.of(),
            0)
        .write(home.pids());

    ChildProcess ours =
        table.all().stream().filter(found -> found.name().equals("ours")).findFirst().orElseThrow();
    ours.stop();

    assertThat(ours.isAlive()).isFalse();
    assertThat(stranger.isAlive()).isTrue();
    assertThat(table.all()).extracting(ChildProcess::name).containsExactly("stranger");
  }

  @Test
  void a_process_that_does_not_listen_is_killed() {
    ChildProcess deaf =
        start("deaf", List.of("sh", "-c", "trap '' TERM; echo deaf; exec sleep 600"));
    deaf.awaitReady(Readiness.log(deaf.record().log(), "deaf"), LIMIT);

    deaf.stop(Duration.ofMillis(200));

    assertThat(deaf.isAlive()).isFalse();
  }

  @Test
  void a_frozen_process_is_stopped_too() {
    ChildProcess frozen = start("frozen", SLEEP);
    Signals.send(frozen.pid(), "STOP");

    frozen.stop();

    assertThat(frozen.isAlive()).isFalse();
  }

  @Test
  void what_a_process_said_last_is_part_of_the_failure() {
    List<String> failing = List.of("sh", "-c", "echo no such luck; exit 3");

    assertThatThrownBy(() -> start("failing", failing).awaitReady(() -> false, LIMIT))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("failing ended while it was starting")
        .hasMessageContaining("no such luck")
        .hasMessageContaining("failing.log");
  }

  @Test
  void a_name_is_used_by_one_living_process_at_a_time() {
    ChildProcess first = start("only", SLEEP);

    assertThatThrownBy(() -> start("only", SLEEP))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("already runs here as process " + first.pid());
  }

  @Test
  void the_death_of_the_parent_ends_its_children_but_not_the_detached_ones() throws IOException {
    Process parent = startsChildren("unguarded");
    ChildProcess bound = awaited("with-parent");
    ChildProcess detached = awaited("detached");

    parent.destroyForcibly();

    assertThat(Wait.until(() -> !bound.isAlive(), LIMIT)).isTrue();
    assertThat(detached.isAlive()).isTrue();
    table.stopAll();
    assertThat(detached.isAlive()).isFalse();
  }

  @Test
  void ctrl_c_stops_everything_that_is_guarded() throws IOException {
    Process parent = startsChildren("guarded");
    awaited("with-parent");

    Signals.send(parent.pid(), "INT");

    assertThat(Wait.until(() -> !parent.isAlive(), LIMIT)).isTrue();
    assertThat(table.all()).isEmpty();
  }

  private ChildProcess start(String name, List<String> command) {
    return ChildProcess.start(home, ChildSpec.of(name, command, Lifetime.WITH_PARENT));
  }

  private ChildProcess awaited(String name) {
    assertThat(Wait.until(() -> table.alive(name).isPresent(), LIMIT)).isTrue();
    return table.alive(name).orElseThrow();
  }

  private Process startsChildren(String guarded) throws IOException {
    JavaProgram program =
        new JavaProgram(
            new ClassPath(System.getProperty("java.class.path")),
            StartsChildren.class.getName(),
            List.of(),
            List.of(home.folder().toString(), guarded));
    // Whoever runs the tests in the background may have told its children to ignore SIGINT.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(program.command(home, "parent"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}

package dev.fencepost.local.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ChildSpec;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperIT {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder;
  private final Home home;
  private final ProcessTable table;

  KeeperIT(@TempDir Path folder) {
    this.folder = folder;
    home = new Home(folder.resolve("a folder with spaces"));
    table = new ProcessTable(home);
  }

  @AfterEach
  void nothing_is_left() {
    table.stopAll();
  }

  @Test
  void what_is_killed_is_back_with_the_same_command_environment_and_facts() throws IOException {
    Path file = folder.resolve("told");
    String script = "echo \"$SECRET\" >>'" + file + "'; exec sleep 600";
    ChildProcess first =
        ChildProcess.start(
            home,
            ChildSpec.of("part", List.of("sh", "-c", script), Lifetime.DETACHED)
                .withEnvironment(Map.of("SECRET", "a=b \\ ü"))
                .withFact("port", 1234));
    first.keep();
    Keeper.start(home, Lifetime.WITH_PARENT);

    // A process that is killed before it has told would be missing from the file.
    assertThat(Wait.until(() -> lines(file).size() == 1, LIMIT)).isTrue();
    first.crash();
    ChildProcess second = awaitOther(first);
    assertThat(Wait.until(() -> lines(file).size() == 2, LIMIT)).isTrue();
    second.crash();
    ChildProcess third = awaitOther(second);

    assertThat(third.record().facts()).isEqualTo(first.record().facts());
    assertThat(third.record().command()).isEqualTo(first.record().command());
    assertThat(third.record().restarts()).isEqualTo(2);
    assertThat(Wait.until(() -> lines(file).size() == 3, LIMIT)).isTrue();
    assertThat(lines(file)).containsOnly("a=b \\ ü");
    // The keeper tells of a start after everybody can see it.
    Path log = home.logs().resolve("keeper.log");
    assertThat(
            Wait.until(
                () ->
                    lines(log).stream()
                        .anyMatch(line -> line.endsWith("started as process " + third.pid())),
                LIMIT))
        .isTrue();
    assertThat(Files.readString(log))
        .contains("part (process " + first.pid() + ") died")
        .doesNotContain("SECRET");
  }

  @Test
  void only_the_owner_may_read_what_a_process_is_started_with() throws IOException {
    start("part").keep();

    try (Stream<Path> files = Files.list(home.pids())) {
      assertThat(files.filter(file -> file.toString().endsWith(".start")))
          .singleElement()
          .extracting(KeeperIT::permissions)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void what_is_stopped_or_was_never_kept_stays_away() {
    ChildProcess stopped = start("stopped");
    ChildProcess killed = start("killed");
    ChildProcess once = start("once");
    ChildProcess witness = start("witness");
    Stream.of(stopped, killed, witness).forEach(ChildProcess::keep);
    Keeper.start(home, Lifetime.WITH_PARENT);

    stopped.stop();
    killed.kill9();
    once.crash();
    witness.crash();

    // The keeper goes through all of them in one round.
    awaitOther(witness);
    assertThat(table.alive())
        .extracting(ChildProcess::name)
        .containsExactlyInAnyOrder("witness", ProcessTable.KEEPER);
  }

  @Test
  void a_stop_ends_the_process_that_was_started_meanwhile() {
    ChildProcess first = start("part");
    first.keep();
    ChildProcess keeper = Keeper.start(home, Lifetime.WITH_PARENT);
    first.crash();
    ChildProcess second = awaitOther(first);
    keeper.stop();

    first.stop();

    assertThat(second.isAlive()).isFalse();
    assertThat(table.all()).isEmpty();
  }

  @Test
  void stopping_all_while_everything_dies_leaves_nothing() {
    for (int round = 0; round < 3; round++) {
      List<ChildProcess> parts = Stream.of("one", "two", "three", "four").map(this::start).toList();
      parts.forEach(ChildProcess::keep);
      Keeper.start(home, Lifetime.DETACHED);
      parts.forEach(ChildProcess::crash);

      table.stopAll();

      assertThat(table.all()).isEmpty();
      assertThat(ProcessHandle.allProcesses().filter(this::isOurs)).isEmpty();
    }
  }

  @Test
  void what_the_keeper_started_ends_with_it_when_it_was_bound_to_its_parent() {
    ChildProcess bound = start("bound", Lifetime.WITH_PARENT);
    ChildProcess detached = start("detached", Lifetime.DETACHED);
    bound.keep();
    detached.keep();
    ChildProcess keeper = Keeper.start(home, Lifetime.WITH_PARENT);
    bound.crash();
    detached.crash();
    ChildProcess boundAgain = awaitOther(bound);
    ChildProcess detachedAgain = awaitOther(detached);

    keeper.kill9();

    assertThat(Wait.until(() -> !boundAgain.isAlive(), LIMIT)).isTrue();
    assertThat(detachedAgain.isAlive()).isTrue();
  }

  private ChildProcess start(String name) {
    return start(name, Lifetime.DETACHED);
  }

  /** The home is part of the command, so that its processes can be told from all others. */
  private ChildProcess start(String name, Lifetime lifetime) {
    String script = "trap 'exit 0' TERM; while true; do sleep 0.05; done";
    return ChildProcess.start(
        home, ChildSpec.of(name, List.of("sh", "-c", script, folder.toString()), lifetime));
  }

  private boolean isOurs(ProcessHandle process) {
    return process.info().commandLine().filter(line -> line.contains(folder.toString())).isPresent()
        && process.isAlive();
  }

  private ChildProcess awaitOther(ChildProcess before) {
    assertThat(
            Wait.until(
                () ->
                    table.alive(before.name()).filter(now -> now.pid() != before.pid()).isPresent(),
                LIMIT))
        .as("%s is back", before.name())
        .isTrue();
    return table.alive(before.name()).orElseThrow();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException notYet) {
      return List.of();
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      return e.toString();
    }
  }
}

package dev.fencepost.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fencepost.cli.CommandRun;
import dev.fencepost.cli.stack.Stack;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ExitGuard;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Signals;
import dev.fencepost.local.process.Wait;
import dev.fencepost.local.service.JavaService;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The stack that {@code up} starts, with a second node group beside it: two coordinators and two
 * workers of the group {@code east}, which nobody starts again.
 */
final class PlatformStack implements AutoCloseable {

  /** For whatever needs no lease to run out first. */
  static final Duration LIMIT = Duration.ofSeconds(90);

  /** Short, because several have to run out. */
  private static final String LEASE_SECONDS = "5";

  /** What a process calls itself in its sessions where that is not its own name. */
  private static final Map<String, String> NAMES = Map.of("backfills", "fencepost-backfill");

  private final Home home;
  private final ExitGuard guard;
  private final Stack stack;
  private final KeptConnection looking;
  private final Database database;

  private PlatformStack(Home home, ExitGuard guard, Stack stack) {
    this.home = home;
    this.guard = guard;
    this.stack = stack;
    this.looking = new KeptConnection(stack.settings("fencepost-platform-test")::connect);
    this.database = new Database(looking);
  }

  static PlatformStack start(Path folder) {
    Home home = new Home(folder);
    // What 'up' starts outlives its JVM; that of a test that breaks off must not.
    ExitGuard guard = ExitGuard.arm(home);
    try {
      CommandRun up =
          CommandRun.asProcess(folder, environment(), "up", "--workers", "2", "--follower");
      assertThat(up.exitCode()).as(up.messages()).isZero();
      Stack stack = Stack.running(home).orElseThrow();
      startEast(home, stack);
      return new PlatformStack(home, guard, stack);
    } catch (RuntimeException | AssertionError e) {
      guard.close();
      throw e;
    }
  }

  /** What everything that is started inherits. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(Bucket.CREDENTIALS);
    environment.putAll(PasswordRole.OF_THE_CLUSTER);
    environment.put("FENCEPOST_LEASE_SECONDS", LEASE_SECONDS);
    // What 'up' starts optimizes its code, which pays off only after this test has ended.
    environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    return environment;
  }

  private static void startEast(Home home, Stack stack) {
    for (String number : List.of("1", "2")) {
      JavaService.of(
              "coordinator-east-" + number,
              "coordinator",
              "dev.fencepost.coordinator.CoordinatorMain")
          .withOptions("-Xms32m", "-Xmx192m")
          .withEnvironment(east(stack, "coordinator-east-" + number))
          .start(home, Lifetime.WITH_PARENT);
      JavaService.of(
              "worker-east-" + number, "discovery", "dev.fencepost.discovery.worker.WorkerMain")
          .withOptions("-Xms32m", "-Xmx256m")
          .withEnvironment(east(stack, "worker-east-" + number))
          .start(home, Lifetime.WITH_PARENT);
    }
  }

  private static Map<String, String> east(Stack stack, String nodeId) {
    Map<String, String> environment = new HashMap<>(Bucket.CREDENTIALS);
    environment.put("FENCEPOST_DB_URL", stack.database().jdbcUrl());
    environment.put("FENCEPOST_DB_USER", stack.database().user());
    environment.put("FENCEPOST_DB_PASSWORD", "");
    environment.put("FENCEPOST_KAFKA", stack.kafka().bootstrapServers());
    environment.put("FENCEPOST_NODE_GROUP", "east");
    environment.put("FENCEPOST_NODE_ID", nodeId);
    environment.put("FENCEPOST_PORT", "0");
    environment.put("FENCEPOST_LEASE_SECONDS", LEASE_SECONDS);
    // What 'up' starts optimizes its code, which pays off only after this test has ended.
    environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
    return environment;
  }

  PostgresServer server() {
    return stack.database();
  }

  Home home() {
    return home;
  }

  /** Runs a command whatever becomes of it, in an environment of its own. */
  CommandRun runIn(Map<String, String> environment, String... arguments) {
    return CommandRun.of(home.folder(), environment, arguments);
  }

  /** Runs a command whatever becomes of it. */
  CommandRun run(String... arguments) {
    return CommandRun.of(home.folder(), arguments);
  }

  /** Runs a command that has to succeed, and returns what it printed. */
  String ok(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.exitCode())
        .as(String.join(" ", arguments) + "\n" + run.messages() + run.data())
        .isZero();
    return run.data().strip();
  }

  /** As {@link #ok}, with {@code -o json}. */
  JsonNode json(String... arguments) {
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("-o", "json")).toArray(String[]::new);
    try {
      return new ObjectMapper().readTree(ok(all));
    } catch (JsonProcessingException e) {
      throw new AssertionError(String.join(" ", all) + " printed no JSON", e);
    }
  }

  /** The first column of what a query finds. */
  List<String> texts(String query, Object... parameters) {
    return database.transact(
        "look", tx -> Jdbc.list(tx, query, row -> String.valueOf(row.getString(1)), parameters));
  }

  void execute(String statement) {
    database.transact(
        "prepare the test",
        tx -> {
          Jdbc.execute(tx, statement);
          return true;
        });
  }

  void await(String what, Duration limit, BooleanSupplier condition) {
    assertThat(Wait.until(condition, limit)).as("%s within %d s", what, limit.toSeconds()).isTrue();
  }

  /**
   * The process of a worker or coordinator.
   *
   * @param nodeLife as the database has it: the node's name, and which of its lives
   */
  ChildProcess process(String nodeLife) {
    return alive(nodeLife).orElseThrow(() -> new AssertionError(nodeLife + " does not run"));
  }

  /** As {@link #process}; empty while it is dead. */
  Optional<ChildProcess> alive(String nodeLife) {
    return new ProcessTable(home).alive(nodeLife.substring(0, nodeLife.lastIndexOf('-')));
  }

  ChildProcess processNamed(String name) {
    return new ProcessTable(home)
        .alive(name)
        .orElseThrow(() -> new AssertionError(name + " does not run"));
  }

  /**
   * Stops a process between two transactions. What stands still inside of one holds its locks until
   * the server ends the session after a minute, which is longer than this test wants to wait.
   */
  void freeze(ChildProcess process) {
    await(
        process.name() + " to stand still outside a transaction",
        LIMIT,
        () -> {
          signal(process, "STOP");
          await("its statements to end", LIMIT, () -> sessions(process, "active") == 0);
          boolean outside = sessions(process, "idle in transaction") == 0;
          if (!outside) {
            thaw(process);
          }
          return outside;
        });
  }

  private int sessions(ChildProcess process, String state) {
    return texts(
            """
            SELECT pid FROM pg_stat_activity
            WHERE state = ?
              AND (application_name LIKE 'fencepost-%-' || ? OR application_name = ?)
            """,
            state, process.name(), NAMES.getOrDefault(process.name(), ""))
        .size();
  }

  void thaw(ChildProcess process) {
    signal(process, "CONT");
  }

  private static void signal(ChildProcess process, String signal) {
    assertThat(Signals.send(process.pid(), signal)).as(signal + " " + process.name()).isTrue();
  }

  List<ChildProcess> processes() {
    return new ProcessTable(home).all();
  }

  @Override
  public void close() {
    looking.close();
    try {
      ok("down");
    } finally {
      guard.close();
    }
  }
}

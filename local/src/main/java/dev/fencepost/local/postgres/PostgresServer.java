package dev.fencepost.local.postgres;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ChildSpec;
import dev.fencepost.local.process.PortAttempts;
import dev.fencepost.local.process.Ports;
import dev.fencepost.local.process.ProcessRecord;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Readiness;
import dev.fencepost.local.process.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A running PostgreSQL server with the database and the role {@code fencepost}. */
public final class PostgresServer {

  public static final String NAME = "postgres";

  private static final String USER = "fencepost";
  private static final String DATA = "postgres_data";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final ChildProcess process;
  private final int port;

  private PostgresServer(ChildProcess process) {
    this.process = process;
    this.port = Integer.parseInt(process.record().facts().getOrDefault("port", "0"));
  }

  /** Starts a durable server that ends with this JVM; {@code port} 0 means any free one. */
  public static PostgresServer start(Path home, int port) {
    Home folders = new Home(home);
    return start(folders, PostgresSettings.in(folders).withPort(port));
  }

  /**
   * Starts a server on the home's data, which are created when there are none.
   *
   * @throws StartFailed when it cannot start; the message says why
   */
  public static PostgresServer start(Home home, PostgresSettings settings) {
    new ProcessTable(home).alive(NAME).ifPresent(ChildProcess::stop);
    PostgresBinaries binaries = PostgresBinaries.unpackedIn(settings.binaries());
    ServerUser user = ServerUser.choose();
    DataFolder data = DataFolder.at(home.data(NAME));
    if (!data.exists()) {
      data.create(binaries, user, settings.durable(), home.logs().resolve("postgres-setup.log"));
    }
    new Leftovers(data.path()).clear();
    PortAttempts attempts =
        new PortAttempts(
            home,
            () ->
                spec(
                    binaries,
                    user,
                    data,
                    settings,
                    Ports.wantedOrFree(settings.port(), "PostgreSQL")));
    return new PostgresServer(attempts.start(process -> ready(data, process), START_LIMIT));
  }

  /** The server of this home that another JVM started, when it runs or is started again. */
  public static Optional<PostgresServer> running(Home home) {
    return new ProcessTable(home).inService(NAME).map(PostgresServer::new);
  }

  /**
   * Makes the data of a server that died usable for the next one; for any other process does
   * nothing.
   *
   * @throws StartFailed when a process still works in them
   */
  public static void clearLeftovers(ProcessRecord dead) {
    Optional.ofNullable(dead.facts().get(DATA))
        .ifPresent(data -> new Leftovers(Path.of(data)).clear());
  }

  public ChildProcess process() {
    return process;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** The database {@code fencepost}. */
  public String jdbcUrl() {
    return jdbcUrl("fencepost");
  }

  public String jdbcUrl(String database) {
    return "jdbc:yugabytedb://127.0.0.1:" + port + "/" + database;
  }

  /** Owns the database, may create databases, needs no password, and is no superuser. */
  public String user() {
    return USER;
  }

  /** Rolls back what is open, writes a checkpoint and ends. */
  public void stop() {
    process.stop(STOP_LIMIT);
  }

  /** Kills the server as a crash would; what was committed must be there after the next start. */
  public void kill9() {
    process.kill9();
  }

  private static ChildSpec spec(
      PostgresBinaries binaries,
      ServerUser user,
      DataFolder data,
      PostgresSettings settings,
      int port) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("postgres").toString());
    command.add("-D");
    command.add(data.path().toString());
    options(port, settings.durable())
        .forEach(
            (name, value) -> {
              command.add("-c");
              command.add(name + "=" + value);
            });
    return ChildSpec.of(NAME, command, settings.lifetime())
        .withPrivileges(user.words())
        .withStopSignal("INT")
        .withFact("port", port)
        .withFact(DATA, data.path())
        .withFact("jdbc_url", "jdbc:yugabytedb://127.0.0.1:" + port + "/fencepost")
        .withFact("user", USER);
  }

  private static Map<String, String> options(int port, boolean durable) {
    String sync = durable ? "on" : "off";
    Map<String, String> options = new LinkedHashMap<>();
    options.put("listen_addresses", "127.0.0.1");
    options.put("port", Integer.toString(port));
    // A socket's path has about a hundred bytes, and the home's may be longer.
    options.put("unix_socket_directories", "");
    options.put("fsync", sync);
    options.put("synchronous_commit", sync);
    options.put("full_page_writes", sync);
    options.put("shared_buffers", "128MB");
    options.put("max_connections", "100");
    options.put("max_wal_size", "1GB");
    options.put("jit", "off");
    options.put("timezone", "UTC");
    options.put("log_timezone", "UTC");
    options.put("log_line_prefix", "%m [%p] ");
    return options;
  }

  /** The server itself writes into its pid file when it takes connections. */
  private static Readiness ready(DataFolder data, ChildProcess process) {
    return () -> {
      try {
        List<String> lines = Files.readAllLines(data.path().resolve("postmaster.pid"));
        return lines.size() >= 8
            && lines.get(0).strip().equals(Long.toString(process.pid()))
            && lines.get(7).strip().equals("ready");
      } catch (IOException notYet) {
        return false;
      }
    };
  }
}

package dev.fencepost.local.postgres;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.PortAttempts;
import dev.fencepost.local.process.Ports;
import dev.fencepost.local.process.ProcessRecord;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.StartFailed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A running PostgreSQL server with the database and the role {@code fencepost}. */
public final class PostgresServer {

  public static final String NAME = "postgres";

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
    ServerProgram program = new ServerProgram(binaries, user, data.path());
    PortAttempts attempts =
        new PortAttempts(
            home,
            () ->
                program.spec(
                    NAME, settings, Ports.wantedOrFree(settings.port(), "PostgreSQL"), Map.of()));
    return new PostgresServer(attempts.start(program::ready, START_LIMIT));
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
    Optional.ofNullable(dead.facts().get(ServerProgram.DATA))
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
    return ServerProgram.jdbcUrl(port, database);
  }

  /** Owns the database, may create databases, needs no password, and is no superuser. */
  public String user() {
    return ServerProgram.USER;
  }

  /** Rolls back what is open, writes a checkpoint and ends. */
  public void stop() {
    process.stop(STOP_LIMIT);
  }

  /** Kills the server as a crash would; what was committed must be there after the next start. */
  public void kill9() {
    process.kill9();
  }

  /** A session of the superuser in the database {@code fencepost}; for replication and tests. */
  public Connection superuser() throws SQLException {
    return superuserRole().connect(jdbcUrl());
  }

  Superuser superuserRole() {
    return new Superuser(DataFolder.at(data()).passwordFile());
  }

  Path data() {
    return Path.of(process.record().facts().getOrDefault(ServerProgram.DATA, ""));
  }
}

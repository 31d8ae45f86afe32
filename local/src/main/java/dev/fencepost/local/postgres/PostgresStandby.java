package dev.fencepost.local.postgres;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.PortAttempts;
import dev.fencepost.local.process.Ports;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.process.Readiness;
import dev.fencepost.local.process.StartFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A hot standby of the home's server on the same machine: it answers reads and follows by streaming
 * replication, from wherever it was when it, or its primary, died.
 */
public final class PostgresStandby {

  public static final String NAME = "postgres-standby";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String STREAMS = "started streaming WAL from primary";

  private final ChildProcess process;
  private final int port;

  private PostgresStandby(ChildProcess process) {
    this.process = process;
    this.port = Integer.parseInt(process.record().facts().getOrDefault("port", "0"));
  }

  /**
   * Starts a standby that follows; its data are copied from the primary when there are none, or
   * when they can not follow any more.
   *
   * @throws StartFailed when it cannot start; the message says why
   */
  public static PostgresStandby start(
      Home home, PostgresServer primary, PostgresSettings settings) {
    new ProcessTable(home).alive(NAME).ifPresent(ChildProcess::stop);
    ServerUser user = ServerUser.choose();
    StandbyData data = new StandbyData(home.data(NAME), primary);
    new Leftovers(data.path()).clear();
    if (data.canFollow()) {
      try {
        return launch(home, data, user, settings);
      } catch (StartFailed e) {
        // A copy can be of no use in more ways than can be looked for.
        new Leftovers(data.path()).clear();
      }
    }
    data.createAnew(user);
    return launch(home, data, user, settings);
  }

  private static PostgresStandby launch(
      Home home, StandbyData data, ServerUser user, PostgresSettings settings) {
    ServerProgram program =
        new ServerProgram(PostgresBinaries.unpackedIn(settings.binaries()), user, data.path());
    Map<String, String> following =
        Map.of(
            "primary_conninfo",
            data.connection(user),
            "primary_slot_name",
            StandbySlot.NAME,
            "hot_standby",
            "on",
            "hot_standby_feedback",
            "on",
            "wal_receiver_timeout",
            "10s",
            "wal_retrieve_retry_interval",
            "500ms");
    PortAttempts attempts =
        new PortAttempts(
            home,
            () ->
                program.spec(
                    NAME, settings, Ports.wantedOrFree(settings.port(), "the standby"), following));
    return new PostgresStandby(attempts.start(process -> follows(program, process), START_LIMIT));
  }

  private static Readiness follows(ServerProgram program, ChildProcess process) {
    Readiness answers = program.ready(process);
    Readiness streams = Readiness.log(process.record().log(), STREAMS);
    return () -> answers.isReady() && streams.isReady();
  }

  /** The standby of this home that another JVM started, when it runs or is started again. */
  public static Optional<PostgresStandby> running(Home home) {
    return new ProcessTable(home).inService(NAME).map(PostgresStandby::new);
  }

  /** Removes what a standby left, so that the primary keeps no log for one that never comes. */
  public static void remove(Home home, PostgresServer primary) {
    StandbyData data = new StandbyData(home.data(NAME), primary);
    if (data.exists()) {
      new ProcessTable(home).alive(NAME).ifPresent(ChildProcess::stop);
      data.remove();
    }
  }

  public ChildProcess process() {
    return process;
  }

  public int port() {
    return port;
  }

  /** The database {@code fencepost}. */
  public String jdbcUrl() {
    return jdbcUrl("fencepost");
  }

  public String jdbcUrl(String database) {
    return ServerProgram.jdbcUrl(port, database);
  }

  /** A session of the superuser in the database {@code fencepost}; roles are the primary's. */
  public Connection superuser(PostgresServer primary) throws SQLException {
    return primary.superuserRole().connect(jdbcUrl());
  }
}

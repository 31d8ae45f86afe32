package dev.fencepost.testkit.postgres;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.postgres.PostgresSettings;
import dev.fencepost.testkit.home.TestHome;

/** A real server, which ends with this JVM at the latest. */
public final class TestPostgres implements AutoCloseable {

  private final Home home;
  private final boolean durable;
  private PostgresServer server;

  private TestPostgres(boolean durable) {
    this.home = TestHome.create();
    this.durable = durable;
    this.server = PostgresServer.start(home, settings(home, durable));
  }

  /** The server that all tests of this JVM share; never stop it. */
  public static PostgresServer shared() {
    return Shared.SERVER.server;
  }

  /** A durable server of the test's own, to kill and restart. */
  public static TestPostgres own() {
    return new TestPostgres(true);
  }

  public PostgresServer server() {
    return server;
  }

  /** Ends the server as a crash would. */
  public void kill9() {
    server.kill9();
  }

  /** Starts the server again on the same data and the same port. */
  public void restart() {
    server = PostgresServer.start(home, settings(home, durable).withPort(server.port()));
  }

  @Override
  public void close() {
    server.kill9();
  }

  private static PostgresSettings settings(Home home, boolean durable) {
    return PostgresSettings.in(home).withDurable(durable).withBinaries(TestHome.binaries());
  }

  /** Started when the first test asks for it. */
  private static final class Shared {
    static final TestPostgres SERVER = new TestPostgres(false);
  }
}

package dev.fencepost.testkit.postgres;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.postgres.PostgresSettings;
import dev.fencepost.local.postgres.PostgresStandby;
import dev.fencepost.testkit.home.TestHome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A real primary and a hot standby of the test's own. */
public final class TestReplication implements AutoCloseable {

  private final Home home = TestHome.create();
  private final PostgresServer primary;
  private PostgresStandby standby;

  private TestReplication() {
    primary = PostgresServer.start(home, settings());
    standby = PostgresStandby.start(home, primary, settings());
  }

  public static TestReplication start() {
    return new TestReplication();
  }

  public PostgresServer primary() {
    return primary;
  }

  public PostgresStandby standby() {
    return standby;
  }

  /** Ends the standby as a crash would. */
  public void killStandby() {
    standby.process().kill9();
  }

  /** Starts it again on the same data and the same port. */
  public void restartStandby() {
    standby = PostgresStandby.start(home, primary, settings().withPort(standby.port()));
  }

  /** From now on the standby takes what the primary writes, but does not show it. */
  public void pauseReplay() {
    onStandby("SELECT pg_wal_replay_pause()");
  }

  public void resumeReplay() {
    onStandby("SELECT pg_wal_replay_resume()");
  }

  /** Runs a statement of the superuser's in the standby's database {@code fencepost}. */
  public void onStandby(String statement) {
    try (Connection connection = standby.superuser(primary)) {
      connection.createStatement().execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement + " failed on the standby", e);
    }
  }

  /** Forgets what was counted so far, on both. */
  public void resetStatistics() {
    try (Connection first = primary.superuser();
        Connection second = standby.superuser(primary)) {
      first.createStatement().execute("SELECT pg_stat_reset()");
      second.createStatement().execute("SELECT pg_stat_reset()");
    } catch (SQLException e) {
      throw new IllegalStateException("the statistics were not reset", e);
    }
  }

  /** One number that the superuser reads on the primary. */
  public long askPrimary(String query) {
    try (Connection connection = primary.superuser()) {
      return number(connection, query);
    } catch (SQLException e) {
      throw new IllegalStateException(query + " failed on the primary", e);
    }
  }

  /** One number that the superuser reads on the standby. */
  public long askStandby(String query) {
    try (Connection connection = standby.superuser(primary)) {
      return number(connection, query);
    } catch (SQLException e) {
      throw new IllegalStateException(query + " failed on the standby", e);
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() {
    standby.process().kill9();
    primary.kill9();
  }

  private PostgresSettings settings() {
    return PostgresSettings.in(home).withDurable(false).withBinaries(TestHome.binaries());
  }
}

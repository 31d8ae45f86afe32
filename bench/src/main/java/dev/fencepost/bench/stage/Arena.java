package dev.fencepost.bench.stage;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;

/** One contestant's database for one turn. */
public final class Arena implements AutoCloseable {

  private final Stage stage;
  private final ConnectionSource.Settings settings;
  private final String name;

  Arena(Stage stage, ConnectionSource.Settings settings, String name) {
    this.stage = stage;
    this.settings = settings;
    this.name = name;
  }

  public ConnectionSource.Settings settings() {
    return settings;
  }

  public String name() {
    return name;
  }

  /** As PostgreSQL's own driver takes it. */
  public String postgresUrl() {
    return settings.url().replace("jdbc:yugabytedb:", "jdbc:postgresql:");
  }

  /** Every finding has its row, once, in its newest version. */
  public void requireFindings(long expected) throws SQLException {
    long found = number("SELECT count(*) FROM findings");
    if (found != expected) {
      throw CommandFailure.failed(
          name + " holds " + found + " findings instead of " + expected + "; the run is void");
    }
  }

  /** Every task is consumed, nothing was kept aside, and the results are there. */
  public long requireTasks(long tasks) throws SQLException {
    long consumed = number("SELECT count(*) FROM tasks WHERE status = 'COMPLETED_CONSUMED'");
    long letters = number("SELECT count(*) FROM dead_letters");
    long open = number("SELECT count(*) FROM policy_results WHERE open");
    if (consumed != tasks || letters != 0 || open == 0) {
      throw CommandFailure.failed(
          "%s has %d of %d tasks consumed, %d dead letters and %d open results; the run is void"
              .formatted(name, consumed, tasks, letters, open));
    }
    return open;
  }

  /** Nothing was kept aside, and the results are there. */
  public void requireResults() throws SQLException {
    long letters = number("SELECT count(*) FROM dead_letters");
    if (letters != 0 || number("SELECT count(*) FROM policy_results WHERE open") == 0) {
      throw CommandFailure.failed(
          name + " has " + letters + " dead letters, or no open results; the run is void");
    }
  }

  public long number(String sql) throws SQLException {
    try (Connection connection = settings.connect()) {
      return Jdbc.one(connection, sql, row -> row.getLong(1));
    }
  }

  @Override
  public void close() throws SQLException {
    stage.drop(name);
  }
}

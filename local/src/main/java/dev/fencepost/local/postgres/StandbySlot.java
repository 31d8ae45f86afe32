package dev.fencepost.local.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The primary's promise to keep the log that its standby has not got yet. */
final class StandbySlot {

  static final String NAME = "fencepost_standby";

  private StandbySlot() {}

  /** Whether the primary still has the log from where the standby stopped. */
  static boolean keepsItsPromise(Connection primary) throws SQLException {
    try (Statement statement = primary.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                SELECT wal_status IN ('reserved', 'extended') FROM pg_replication_slots
                WHERE slot_name = '%s'
                """
                    .formatted(NAME))) {
      return found.next() && found.getBoolean(1);
    }
  }

  static void createAnew(Connection primary) throws SQLException {
    drop(primary);
    try (Statement statement = primary.createStatement()) {
      statement.execute("SELECT pg_create_physical_replication_slot('" + NAME + "', true)");
    }
  }

  /** Removes it where there is one, and cuts whoever uses it. */
  static void drop(Connection primary) throws SQLException {
    try (Statement statement = primary.createStatement()) {
      // Waits until the session has ended, because a slot that is in use cannot be dropped.
      statement.execute(
          """
          SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots
          WHERE slot_name = '%s' AND active
          """
              .formatted(NAME));
      statement.execute(
          """
          SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
          WHERE slot_name = '%s'
          """
              .formatted(NAME));
    }
  }
}

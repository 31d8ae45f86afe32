package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.connector.SourceAwayException;
import dev.fencepost.discovery.connector.SourceBusyException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Opens sessions that read only. Keeps the password, and shows it nowhere. */
final class Sessions {

  private final JdbcSettings settings;
  private final String password;

  /**
   * @param password empty for none
   */
  Sessions(JdbcSettings settings, String password) {
    this.settings = settings;
    this.password = password;
  }

  JdbcSettings settings() {
    return settings;
  }

  Connection open() throws IOException {
    Properties properties = settings.dialect().properties(settings);
    properties.putAll(settings.driver());
    if (!settings.user().isEmpty()) {
      properties.setProperty("user", settings.user());
    }
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
    @Nullable Connection connection = null;
    try {
      connection = DriverManager.getConnection(settings.dialect().url(settings), properties);
      try (Statement statement = connection.createStatement()) {
        for (String command : settings.dialect().session(settings)) {
          statement.execute(command);
        }
      }
      return connection;
    } catch (SQLException failure) {
      close(connection);
      throw refused(failure);
    }
  }

  private static void close(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException alreadyGone) {
      // What matters is the failure before it.
    }
  }

  /** The driver's failure is left out, because its message may repeat what it was given. */
  private IOException refused(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    IOException meaning = SqlFailures.of(failure, settings.dialect(), place());
    if (meaning instanceof SourceBusyException) {
      return meaning;
    }
    String what =
        state.startsWith("28")
            ? "refuses the user \"" + settings.user() + "\""
            : "cannot be reached";
    return new SourceAwayException("%s %s %s".formatted(place(), what, SqlFailures.shown(state)));
  }

  /** Where the database is, for messages. */
  String place() {
    return settings.dialect().isFile()
        ? "the SQLite file " + settings.database()
        : "the %s database %s at %s:%d"
            .formatted(
                settings.dialect().label(), settings.database(), settings.host(), settings.port());
  }

  @Override
  public String toString() {
    return place();
  }
}

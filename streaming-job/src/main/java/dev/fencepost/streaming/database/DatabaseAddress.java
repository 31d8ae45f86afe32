package dev.fencepost.streaming.database;

import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.KeptConnection;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.Map;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and who asks.
 *
 * @param url {@code jdbc:yugabytedb://host:port/database}, for PostgreSQL too
 * @param passwordVariable the environment variable of the task managers that holds the password;
 *     null when the server asks for none
 */
public record DatabaseAddress(String url, String user, @Nullable String passwordVariable)
    implements Serializable {

  private static final String DRIVER = "com.yugabyte.Driver";
  private static final String NO_DRIVER = "the database driver is not in the job's jar";

  /** The class of SQLSTATE that says so of a user or a password. */
  private static final String REFUSED = "28";

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "currentSchema", Schema.NAME,
          "tcpKeepAlive", "true",
          "connectTimeout", "10",
          // A server that vanished without a word must not hold a task for ever, in seconds.
          "socketTimeout", "120");

  /**
   * A connection that is opened at its first use and again when it broke.
   *
   * @param applicationName shown by the server, and how a frozen predecessor is known
   */
  public KeptConnection connection(String applicationName) {
    JdbcConnectionProvider provider = new SimpleJdbcConnectionProvider(options(applicationName));
    return new KeptConnection(
        () -> {
          try {
            return provider.reestablishConnection();
          } catch (ClassNotFoundException e) {
            throw new SQLException(NO_DRIVER, "0A000", e);
          }
        });
  }

  /**
   * Looks whether the database lets this program in. A database that is away has not refused it.
   *
   * @throws SuppressRestartsException when trying again would not help, with a sentence
   */
  public void requireAccess(String applicationName) {
    SimpleJdbcConnectionProvider provider;
    try {
      provider = new SimpleJdbcConnectionProvider(options(applicationName));
    } catch (IllegalStateException withoutPassword) {
      throw new SuppressRestartsException(withoutPassword);
    }
    try {
      provider.reestablishConnection().close();
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith(REFUSED)) {
        throw new SuppressRestartsException(
            new IllegalStateException(
                "the database does not let " + user + " in: " + e.getMessage()));
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(NO_DRIVER, e);
    }
  }

  private JdbcConnectionOptions options(String applicationName) {
    JdbcConnectionOptions.JdbcConnectionOptionsBuilder builder =
        new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
            .withUrl(url)
            .withDriverName(DRIVER)
            .withUsername(user)
            .withPassword(password())
            .withProperty("ApplicationName", applicationName);
    PROPERTIES.forEach(builder::withProperty);
    return builder.build();
  }

  private String password() {
    if (passwordVariable == null) {
      return "";
    }
    @Nullable String password = System.getenv(passwordVariable);
    if (password == null) {
      throw new IllegalStateException(
          "the environment variable "
              + passwordVariable
              + ", which should hold the database password, is not set on this task manager");
    }
    return password;
  }
}

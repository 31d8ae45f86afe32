package dev.fencepost.sql.transaction;

import dev.fencepost.sql.migration.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Lends connections. A connection is given back by {@link Lease#close}; a broken one must not be
 * lent again.
 */
@FunctionalInterface
public interface ConnectionSource {

  Lease borrow() throws SQLException;

  /** A connection and the duty to give it back. */
  interface Lease extends AutoCloseable {

    Connection connection();

    /** Called before {@link #close} when the connection's state is no longer known. */
    void discard();

    @Override
    void close();
  }

  /**
   * Where the database is and who asks.
   *
   * @param url {@code jdbc:yugabytedb://host:port/database}, for PostgreSQL too
   * @param applicationName shown by the server; the landing ends frozen predecessors by it
   */
  record Settings(String url, String user, String password, String applicationName) {

    private static final String SHORT_ANSWER_SECONDS = "60";
    private static final long IDLE_MILLIS = 60_000;

    /**
     * A new connection whose search path is Fencepost's schema and whose transactions are READ
     * COMMITTED. The server ends it when it stands still inside a transaction, because the locks of
     * a frozen process would hold up all others.
     */
    public Connection connect() throws SQLException {
      return DriverManager.getConnection(url, properties());
    }

    /**
     * As {@link #connect}, for programs that never wait long for an answer: one that does not come
     * within a minute breaks the connection, so that a network that swallows everything is noticed.
     */
    public Connection connectForShortAnswers() throws SQLException {
      Properties properties = properties();
      properties.setProperty("socketTimeout", SHORT_ANSWER_SECONDS);
      return DriverManager.getConnection(url, properties);
    }

    private Properties properties() {
      Properties properties = new Properties();
      properties.setProperty("user", user);
      properties.setProperty("password", password);
      properties.setProperty("ApplicationName", applicationName);
      properties.setProperty("currentSchema", Schema.NAME);
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("connectTimeout", "10");
      // Said once for each connection; saying it for each transaction costs a round trip.
      properties.setProperty(
          "options",
          "-c default_transaction_isolation=read\\ committed"
              + " -c idle_in_transaction_session_timeout="
              + IDLE_MILLIS);
      return properties;
    }

    public Settings as(String otherApplicationName) {
      return new Settings(url, user, password, otherApplicationName);
    }

    @Override
    public String toString() {
      return "Settings[url=" + url + ", user=" + user + ", as=" + applicationName + "]";
    }
  }
}

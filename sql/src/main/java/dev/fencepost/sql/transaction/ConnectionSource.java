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

    /** A new connection whose search path is Fencepost's schema. */
    public Connection connect() throws SQLException {
      Properties properties = new Properties();
      properties.setProperty("user", user);
      properties.setProperty("password", password);
      properties.setProperty("ApplicationName", applicationName);
      properties.setProperty("currentSchema", Schema.NAME);
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("connectTimeout", "10");
      return DriverManager.getConnection(url, properties);
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

package dev.fencepost.sql.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a connection for each use and closes it afterwards. */
record FreshConnections(Settings settings) implements ConnectionSource {

  private static final Logger LOG = LoggerFactory.getLogger(FreshConnections.class);

  @Override
  public Lease borrow() throws SQLException {
    Connection connection = settings.connect();
    return new Lease() {
      @Override
      public Connection connection() {
        return connection;
      }

      @Override
      public void discard() {
        // Every connection is closed after one use.
      }

      @Override
      public void close() {
        try {
          connection.close();
        } catch (SQLException e) {
          LOG.debug("closing a connection failed", e);
        }
      }
    };
  }
}

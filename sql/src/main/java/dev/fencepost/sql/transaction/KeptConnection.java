package dev.fencepost.sql.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one connection open for one thread and opens a new one when it broke. */
public final class KeptConnection implements ConnectionSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeptConnection.class);

  private final Opener opener;
  private @Nullable Connection kept;

  /** Opens connections whose search path is Fencepost's schema. */
  @FunctionalInterface
  public interface Opener {
    Connection open() throws SQLException;
  }

  public KeptConnection(Opener opener) {
    this.opener = opener;
  }

  @Override
  public Lease borrow() throws SQLException {
    @Nullable Connection current = kept;
    if (current == null || current.isClosed()) {
      current = opener.open();
      kept = current;
    }
    return new Borrowed(current);
  }

  @Override
  public void close() {
    @Nullable Connection current = kept;
    kept = null;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException e) {
        LOG.debug("closing a connection failed", e);
      }
    }
  }

  private final class Borrowed implements Lease {
    private final Connection connection;

    private Borrowed(Connection connection) {
      this.connection = connection;
    }

    @Override
    public Connection connection() {
      return connection;
    }

    @Override
    public void discard() {
      KeptConnection.this.close();
    }

    @Override
    public void close() {
      // The connection stays open for the next transaction.
    }
  }
}

package dev.fencepost.sql.transaction;

import java.sql.SQLException;

/** The database refused for good, or stayed away longer than the retries last. */
public final class DatabaseException extends RuntimeException {

  private final Remedy remedy;

  public DatabaseException(String doing, SQLException cause) {
    super(doing + ": " + cause.getMessage(), cause);
    this.remedy = Remedy.of(cause);
  }

  /** Whether a lock was waited for longer than the transaction allowed itself. */
  public boolean isLockTimeout() {
    return getCause() instanceof SQLException cause && "55P03".equals(cause.getSQLState());
  }

  public Remedy remedy() {
    return remedy;
  }
}

package dev.fencepost.sql.transaction;

import java.sql.SQLException;

/** The database refused for good, or stayed away longer than the retries last. */
public final class DatabaseException extends RuntimeException {

  private final Remedy remedy;

  public DatabaseException(String doing, SQLException cause) {
    super(doing + ": " + cause.getMessage(), cause);
    this.remedy = Remedy.of(cause);
  }

  public Remedy remedy() {
    return remedy;
  }
}

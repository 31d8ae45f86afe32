package dev.fencepost.backfill;

import dev.fencepost.sql.transaction.Remedy;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells failures that may pass from those that will not. */
final class Failures {

  private Failures() {}

  /** Whether running again may succeed: the database was away, or two transactions met. */
  static boolean mayPass(Throwable failure) {
    SQLException cause = sql(failure);
    return cause instanceof SQLTransientConnectionException
        || (cause != null && Remedy.of(cause) == Remedy.RETRY);
  }

  /** One line without what statements held. */
  static String describe(Throwable failure) {
    SQLException cause = sql(failure);
    return cause == null
        ? failure.toString()
        : cause.getMessage() + " (" + cause.getSQLState() + ")";
  }

  private static @Nullable SQLException sql(@Nullable Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }
}

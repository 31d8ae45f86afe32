package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.RangeMovedException;
import dev.fencepost.sql.transaction.Remedy;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells failures that may pass from those that will not. */
final class Failures {

  private Failures() {}

  /**
   * Whether running again may succeed: the database was away, two transactions met, or the plan has
   * to be made again, which is what a run begins with.
   */
  static boolean mayPass(Throwable failure) {
    if (find(failure, RangeMovedException.class) != null) {
      return true;
    }
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

  private static @Nullable SQLException sql(Throwable failure) {
    return find(failure, SQLException.class);
  }

  private static <T> @Nullable T find(Throwable failure, Class<T> kind) {
    for (@Nullable Throwable one = failure; one != null; one = one.getCause()) {
      if (kind.isInstance(one)) {
        return kind.cast(one);
      }
    }
    return null;
  }
}

package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.RangeMovedException;
import dev.fencepost.sql.transaction.Remedy;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.TransactionSystemException;

/** Tells failures that may pass from those that will not. */
final class Failures {

  private Failures() {}

  /**
   * Whether running again may succeed: the database was away, or crashed, two transactions met, or
   * the plan has to be made again, which is what a run begins with.
   */
  static boolean mayPass(Throwable failure) {
    if (find(failure, RangeMovedException.class) != null) {
      return true;
    }
    // A rollback is refused only by a connection that is lost, in words of the pool's own; and
    // Spring Batch's books are older than it thinks after a crash that undid a commit of a range.
    if (find(failure, TransactionSystemException.class) != null
        || find(failure, OptimisticLockingFailureException.class) != null) {
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

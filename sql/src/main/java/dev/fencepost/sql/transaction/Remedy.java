package dev.fencepost.sql.transaction;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What helps against a failure of the database. */
public enum Remedy {
  /** The same transaction may succeed when it is repeated. */
  RETRY,
  /** A value was refused; only leaving it out helps. */
  QUARANTINE,
  /** Nothing that a program could do. */
  STOP;

  /** Serialization failure, deadlock, and servers that start, stop or ended our session. */
  private static final Set<String> PASSING =
      Set.of("40001", "40P01", "57P01", "57P02", "57P03", "57P05", "25P03", "53300", "57014");

  public static Remedy of(SQLException failure) {
    @Nullable String state = failure.getSQLState();
    if (state == null) {
      return failure.getCause() instanceof java.io.IOException ? RETRY : STOP;
    }
    if (PASSING.contains(state) || state.startsWith("08")) {
      return RETRY;
    }
    return state.startsWith("22") || state.startsWith("23") ? QUARANTINE : STOP;
  }

  /** Whether the connection itself can not be used any more. */
  static boolean losesConnection(SQLException failure) {
    @Nullable String state = failure.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("25P03");
  }
}

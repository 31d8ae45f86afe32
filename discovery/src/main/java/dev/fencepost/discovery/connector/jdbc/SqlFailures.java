package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.connector.SourceAwayException;
import dev.fencepost.discovery.connector.SourceBusyException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Set;

/** What a failure of the database means. Its own message is dropped: it may quote values. */
final class SqlFailures {

  private static final Set<String> GONE = Set.of("42P01", "42S02", "3F000", "42703", "42S22");
  private static final Set<String> DENIED = Set.of("42501");
  private static final Set<Integer> DENIED_CODES = Set.of(1044, 1142, 1143);
  private static final Set<String> BUSY = Set.of("53300", "53200", "57P03", "08004");
  private static final Set<Integer> BUSY_CODES = Set.of(1040, 1203);
  private static final Set<String> AWAY_CLASSES = Set.of("08", "28", "57", "58");

  /** The codes of SQLite, which has no SQLSTATE. */
  private static final int SQLITE_ERROR = 1;

  private SqlFailures() {}

  /**
   * The failure to throw while a table is read.
   *
   * @return {@link NoSuchFileException} if the table is gone, another {@link FileSystemException}
   *     if it alone cannot be read, or a {@link SourceAwayException}
   */
  static IOException of(SQLException failure, Dialect dialect, String key) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    int code = failure.getErrorCode();
    if (dialect.isFile()) {
      return ofFile(failure, key);
    }
    if (GONE.contains(state)) {
      return new NoSuchFileException(key);
    }
    if (DENIED.contains(state) || DENIED_CODES.contains(code)) {
      return new AccessDeniedException(key);
    }
    if (BUSY.contains(state) || BUSY_CODES.contains(code)) {
      return new SourceBusyException("the database has no room for more " + shown(state), null);
    }
    // A statement that was given up after its time is about one table.
    boolean tookTooLong = state.equals("57014");
    if (!tookTooLong && state.length() == 5 && AWAY_CLASSES.contains(state.substring(0, 2))) {
      return new SourceAwayException("the database cannot be used " + shown(state));
    }
    return new FileSystemException(key, null, "the database refused " + shown(state));
  }

  private static IOException ofFile(SQLException failure, String key) {
    String message = String.valueOf(failure.getMessage());
    if (failure.getErrorCode() == SQLITE_ERROR && message.contains("no such")) {
      return new NoSuchFileException(key);
    }
    return new SourceAwayException(
        "the file of the database cannot be read (SQLite's code %d)"
            .formatted(failure.getErrorCode()));
  }

  static String shown(String state) {
    return "(SQLSTATE %s)".formatted(state);
  }
}

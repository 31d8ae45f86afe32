package dev.fencepost.engine.verify;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.RowMapper;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows in the order of their finding's id, read a few thousand at a time. */
public final class SnapshotCursor<T> implements AutoCloseable {

  private static final int FETCH_SIZE = 2_000;

  private final PreparedStatement statement;
  private final ResultSet rows;
  private final RowMapper<T> mapper;
  private @Nullable String id;
  private byte @Nullable [] key;

  /**
   * @param sql ordered by its column {@code finding_id}
   */
  public SnapshotCursor(Connection snapshot, String sql, RowMapper<T> mapper, List<?> parameters)
      throws SQLException {
    this.mapper = mapper;
    this.statement = Jdbc.prepare(snapshot, sql, parameters.toArray());
    this.statement.setFetchSize(FETCH_SIZE);
    this.rows = statement.executeQuery();
    advance();
  }

  /** Makes this transaction, which must be new, one snapshot that writes nothing. */
  public static void begin(Connection transaction) throws SQLException {
    Jdbc.execute(transaction, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
  }

  /** The smaller of the ids at which two cursors stand; empty when both are at their end. */
  public static Optional<String> smallerId(SnapshotCursor<?> one, SnapshotCursor<?> other) {
    byte @Nullable [] first = one.key;
    byte @Nullable [] second = other.key;
    // The database orders by bytes; strings of Java order otherwise beyond U+FFFF.
    boolean firstIsSmaller =
        second == null || (first != null && Arrays.compareUnsigned(first, second) <= 0);
    return Optional.ofNullable(firstIsSmaller ? one.id : other.id);
  }

  /** Whether the cursor stands on a row of this finding. */
  public boolean isAt(String findingId) {
    return findingId.equals(id);
  }

  /** The row it stands on; the cursor moves to the next one. */
  public T take() throws SQLException {
    T value = mapper.map(rows);
    advance();
    return value;
  }

  private void advance() throws SQLException {
    id = rows.next() ? rows.getString("finding_id") : null;
    key = id == null ? null : id.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws SQLException {
    try (statement) {
      rows.close();
    }
  }
}

package dev.fencepost.sql.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs one statement with bound parameters. Parameters may be null, strings, numbers, booleans,
 * {@link Instant}s, enums (bound by name), UUIDs, byte arrays and {@link SqlArray}s.
 */
public final class Jdbc {

  private Jdbc() {}

  /** All rows, in the order the database gives them. Meant for results that fit in memory. */
  public static <T> List<T> list(
      Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(mapper.map(rows));
      }
      return all;
    }
  }

  /** The only row, or empty when there is none; two rows are a bug in the statement. */
  public static <T> Optional<T> first(
      Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    List<T> all = list(connection, sql, mapper, parameters);
    if (all.size() > 1) {
      throw new IllegalStateException("expected at most one row, found " + all.size());
    }
    return all.stream().findFirst();
  }

  /** The one row that must be there. */
  public static <T> T one(
      Connection connection, String sql, RowMapper<T> mapper, @Nullable Object... parameters)
      throws SQLException {
    return first(connection, sql, mapper, parameters)
        .orElseThrow(() -> new IllegalStateException("expected one row, found none"));
  }

  /** The number of rows changed; zero is an answer, not an error. */
  public static int update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** For statements without parameters, such as settings. */
  public static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A statement with its parameters bound, for callers that stream over its rows. */
  public static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        bind(statement, i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else if (value instanceof SqlArray array) {
      statement.setArray(
          index, statement.getConnection().createArrayOf(array.elementType(), array.elements()));
    } else if (value instanceof Instant instant) {
      statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
    } else if (value instanceof Enum<?> constant) {
      statement.setString(index, constant.name());
    } else {
      statement.setObject(index, value);
    }
  }
}

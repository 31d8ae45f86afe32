package dev.fencepost.engine.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the column types that plain JDBC makes long-winded. */
final class Rows {

  private Rows() {}

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  /** Two columns of arrays of the same length, as one map. */
  static Map<String, String> map(ResultSet row, String keys, String values) throws SQLException {
    Map<String, String> map = new HashMap<>();
    List<String> all = texts(row, values);
    for (String key : texts(row, keys)) {
      map.put(key, all.get(map.size()));
    }
    return map;
  }
}

package dev.fencepost.discovery.connector.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statement for some rows of a part: all columns that are read, then the key's. */
record RowQuery(String sql, List<Object> parameters) {

  /** The first page, or the one behind a row with this key. */
  static RowQuery page(
      Part part, Dialect dialect, int characters, @Nullable List<Object> last, int rows) {
    List<Object> parameters = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    String first = part.shape().key().get(0);
    bound(conditions, parameters, first + " >= ?", part.from(), dialect);
    bound(conditions, parameters, first + " < ?", part.to(), dialect);
    if (last != null) {
      conditions.add(behind(part.shape().key(), last, parameters));
    }
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return new RowQuery(
        select(part, dialect, characters)
            + where
            + " ORDER BY "
            + String.join(", ", part.shape().key())
            + " LIMIT "
            + rows,
        parameters);
  }

  /** As many rows as are wished for, the same ones each time as far as the database allows. */
  static RowQuery sample(Part part, Dialect dialect, int characters, int rows) {
    return new RowQuery(
        select(part, dialect, characters) + dialect.sample(part.table(), rows) + " LIMIT " + rows,
        List.of());
  }

  private static void bound(
      List<String> conditions,
      List<Object> parameters,
      String condition,
      @Nullable BigInteger number,
      Dialect dialect) {
    if (number != null) {
      conditions.add(condition);
      parameters.add(dialect.comparesTexts() ? number.toString() : new BigDecimal(number));
    }
  }

  /**
   * Behind a row in the order of the key. The first condition alone would be too wide, but it is
   * the one for which every database uses the index.
   */
  private static String behind(List<String> key, List<Object> last, List<Object> parameters) {
    parameters.add(last.get(0));
    if (key.size() == 1) {
      return key.get(0) + " > ?";
    }
    return key.get(0) + " >= ? AND " + behindRest(key, last, parameters);
  }

  private static String behindRest(List<String> key, List<Object> last, List<Object> parameters) {
    parameters.add(last.get(0));
    if (key.size() == 1) {
      return key.get(0) + " > ?";
    }
    parameters.add(last.get(0));
    String rest = behindRest(key.subList(1, key.size()), last.subList(1, last.size()), parameters);
    return "(%s > ? OR (%s = ? AND %s))".formatted(key.get(0), key.get(0), rest);
  }

  private static String select(Part part, Dialect dialect, int characters) {
    List<String> selected = new ArrayList<>();
    part.shape().columns().forEach(column -> selected.add(dialect.cell(column, characters)));
    selected.addAll(part.shape().key());
    if (selected.isEmpty()) {
      selected.add("1");
    }
    return "SELECT %s FROM %s".formatted(String.join(", ", selected), name(part.table(), dialect));
  }

  static String name(Table table, Dialect dialect) {
    return dialect.quoted(table.schema()) + "." + dialect.quoted(table.name());
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
  }
}

package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.connector.jdbc.Column.Content;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** SQLite: a file, where any column can hold anything. */
record SqliteDialect() implements Dialect {

  private static final String SCHEMA = "main";

  private static final String TABLES =
      """
      SELECT name FROM pragma_table_list
      WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND (? IS NULL OR name = ?)
      """;

  @Override
  public String label() {
    return "SQLite";
  }

  @Override
  public int port() {
    return 0;
  }

  @Override
  public boolean isFile() {
    return true;
  }

  @Override
  public Set<String> driverProperties() {
    return Set.of();
  }

  @Override
  public String url(JdbcSettings settings) {
    return "jdbc:sqlite:" + settings.database();
  }

  /** The file is opened for reading only, which also never makes one. */
  @Override
  public Properties properties(JdbcSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("open_mode", "1");
    properties.setProperty("busy_timeout", "2000");
    return properties;
  }

  @Override
  public List<String> session(JdbcSettings settings) {
    return List.of("PRAGMA query_only = true", "PRAGMA trusted_schema = false");
  }

  @Override
  public List<Table> tables(Connection connection, JdbcSettings settings, @Nullable TableKey only)
      throws SQLException {
    if (only != null && !only.schema().equals(SCHEMA)) {
      return List.of();
    }
    List<Table> tables = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, only == null ? null : only.table());
      statement.setString(2, only == null ? null : only.table());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tables.add(new Table(SCHEMA, row.getString(1), null, null, null, null));
        }
      }
    }
    return tables;
  }

  /** Nearly every table has a number for each row, whatever its own key is. */
  @Override
  public Shape shape(Connection connection, Table table) throws SQLException {
    List<Column> columns = new ArrayList<>();
    TreeMap<Integer, String> key = new TreeMap<>();
    Set<String> rowNames = new HashSet<>(Set.of("rowid", "_rowid_", "oid"));
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT name, pk FROM pragma_table_xinfo(?)")) {
      statement.setString(1, table.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          columns.add(new Column(row.getString(1), Content.ANY));
          rowNames.remove(row.getString(1).toLowerCase(Locale.ROOT));
          if (row.getInt(2) > 0) {
            key.put(row.getInt(2), quoted(row.getString(1)));
          }
        }
      }
    }
    boolean numbered = hasRowNumbers(connection, table) && !rowNames.isEmpty();
    List<String> paged = numbered ? List.of(rowNames.iterator().next()) : List.copyOf(key.values());
    return new Shape(columns, paged, numbered);
  }

  private static boolean hasRowNumbers(Connection connection, Table table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND name = ? AND type = 'table'"
                + " AND wr = 0")) {
      statement.setString(1, table.name());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  @Override
  public String cell(Column column, int characters) {
    return "substr(%s, 1, %d)".formatted(quoted(column.name()), characters);
  }
}

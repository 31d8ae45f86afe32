package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.connector.jdbc.Column.Content;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The shape of a table whose columns have the types that they were declared with. */
final class DeclaredShape {

  /** Of these nothing can be found, or nothing without knowing what they mean. */
  private static final Set<String> SKIPPED =
      Set.of(
          "bool",
          "boolean",
          "bit",
          "varbit",
          "tsvector",
          "tsquery",
          "interval",
          "point",
          "line",
          "lseg",
          "box",
          "path",
          "polygon",
          "circle",
          "geometry",
          "geography",
          "vector",
          "pg_lsn",
          "linestring",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection");

  private static final Set<Integer> NUMBERS =
      Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);

  /** Types whose values come back from the driver exactly as the database compares them. */
  private static final Set<Integer> EXACT =
      Set.of(
          Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.DECIMAL,
          Types.NUMERIC,
          Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NVARCHAR,
          Types.BINARY,
          Types.VARBINARY,
          Types.DATE);

  private static final Set<Integer> BINARY =
      Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);

  private DeclaredShape() {}

  /**
   * Asks the driver.
   *
   * @param catalog with {@code schema}, where the driver looks for the table
   */
  static Shape of(
      Connection connection,
      @Nullable String catalog,
      @Nullable String schema,
      Table table,
      Dialect dialect)
      throws SQLException {
    DatabaseMetaData driver = connection.getMetaData();
    List<Column> columns = new ArrayList<>();
    Map<String, Integer> types = new HashMap<>();
    try (ResultSet rows = driver.getColumns(catalog, schema, table.name(), "%")) {
      while (rows.next()) {
        // The driver takes names for patterns, so it may answer for other tables too.
        String place = rows.getString(schema == null ? "TABLE_CAT" : "TABLE_SCHEM");
        if (table.name().equals(rows.getString("TABLE_NAME")) && table.schema().equals(place)) {
          String name = rows.getString("COLUMN_NAME");
          int type = rows.getInt("DATA_TYPE");
          String typeName = rows.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
          types.put(name, type);
          if (!SKIPPED.contains(typeName)) {
            columns.add(new Column(name, BINARY.contains(type) ? Content.BYTES : Content.TEXT));
          }
        }
      }
    }
    Map<Integer, String> key = new TreeMap<>();
    try (ResultSet rows = driver.getPrimaryKeys(catalog, schema, table.name())) {
      while (rows.next()) {
        key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
      }
    }
    List<String> names = List.copyOf(key.values());
    boolean exact =
        dialect.comparesTexts()
            || names.stream()
                .allMatch(name -> EXACT.contains(types.getOrDefault(name, Types.OTHER)));
    if (names.isEmpty() || !exact) {
      return new Shape(columns, List.of(), false);
    }
    boolean numbered = NUMBERS.contains(types.getOrDefault(names.get(0), Types.OTHER));
    return new Shape(columns, names.stream().map(dialect::quoted).toList(), numbered);
  }
}

package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.connector.jdbc.Column.Content;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, and YugabyteDB, which speaks its language; one driver is for both.
 *
 * @param samplesBlocks whether a sample can be taken from all over a table
 */
record PostgresDialect(String label, int port, boolean samplesBlocks) implements Dialect {

  private static final String TABLES =
      """
      SELECT n.nspname, c.relname, pg_get_userbyid(c.relowner) AS owner,
             obj_description(c.oid, 'pg_class') AS comment, c.reltuples::bigint AS rows,
             c.relpages::bigint * current_setting('block_size')::bigint AS bytes
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'
        AND (?::text IS NULL OR (n.nspname = ?::text AND c.relname = ?::text))
      """;

  @Override
  public Set<String> driverProperties() {
    return Set.of("sslmode", "sslrootcert");
  }

  @Override
  public String url(JdbcSettings settings) {
    return "jdbc:yugabytedb://" + settings.hostAndPort() + "/" + settings.database();
  }

  /** Texts are sent without a type, so that keys of any type can be compared with them. */
  @Override
  public Properties properties(JdbcSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "fencepost-scan");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "20");
    properties.setProperty(
        "socketTimeout", Long.toString(settings.statementLimit().toSeconds() + 30));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("stringtype", "unspecified");
    return properties;
  }

  @Override
  public List<String> session(JdbcSettings settings) {
    return List.of(
        "SET default_transaction_read_only = on",
        "SET statement_timeout = " + settings.statementLimit().toMillis(),
        "SET lock_timeout = 2000",
        "SET idle_in_transaction_session_timeout = 60000");
  }

  @Override
  public List<Table> tables(Connection connection, JdbcSettings settings, @Nullable TableKey only)
      throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, only == null ? null : only.schema());
      statement.setString(2, only == null ? null : only.schema());
      statement.setString(3, only == null ? null : only.table());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String schema = row.getString("nspname");
          if (settings.schemas().isEmpty() || settings.schemas().contains(schema)) {
            tables.add(table(schema, row));
          }
        }
      }
    }
    return tables;
  }

  /** A table that was never analysed has -1 rows. */
  private static Table table(String schema, ResultSet row) throws SQLException {
    long rows = row.getLong("rows");
    long bytes = row.getLong("bytes");
    return new Table(
        schema,
        row.getString("relname"),
        row.getString("owner"),
        row.getString("comment"),
        rows < 0 ? null : rows,
        bytes == 0 && rows != 0 ? null : bytes);
  }

  @Override
  public Shape shape(Connection connection, Table table) throws SQLException {
    return DeclaredShape.of(connection, null, table.schema(), table, this);
  }

  @Override
  public boolean comparesTexts() {
    return true;
  }

  @Override
  public String cell(Column column, int characters) {
    return column.content() == Content.BYTES
        ? "substring(%s from 1 for %d)".formatted(quoted(column.name()), characters)
        : "left(%s::text, %d)".formatted(quoted(column.name()), characters);
  }

  @Override
  public String sample(Table table, int rows) {
    Long all = table.rows();
    if (!samplesBlocks || all == null || all < 4L * rows) {
      return "";
    }
    double percent = Math.max(0.0001, 200.0 * rows / all);
    return String.format(Locale.ROOT, " TABLESAMPLE SYSTEM (%.4f) REPEATABLE (1)", percent);
  }
}

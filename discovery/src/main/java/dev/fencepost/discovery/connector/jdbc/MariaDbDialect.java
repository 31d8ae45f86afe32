package dev.fencepost.discovery.connector.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MariaDB, and MySQL, where a schema is what others call a database; one driver is for both. */
record MariaDbDialect(String label) implements Dialect {

  private static final String TABLES =
      """
      SELECT table_schema, table_name, table_comment, table_rows, data_length
      FROM information_schema.tables
      WHERE table_type = 'BASE TABLE'
        AND table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')
        AND (? IS NULL OR (table_schema = ? AND table_name = ?))
      """;

  @Override
  public int port() {
    return 3306;
  }

  @Override
  public Set<String> driverProperties() {
    return Set.of("sslMode", "serverSslCert", "useCompression");
  }

  @Override
  public String url(JdbcSettings settings) {
    return "jdbc:mariadb://" + settings.hostAndPort() + "/" + settings.database();
  }

  /** A server may ask its client for files; this one has none to give. */
  @Override
  public Properties properties(JdbcSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("allowLocalInfile", "false");
    properties.setProperty("connectTimeout", "10000");
    properties.setProperty(
        "socketTimeout", Long.toString(settings.statementLimit().toMillis() + 30_000));
    properties.setProperty("tinyInt1isBit", "false");
    properties.setProperty("permitRedirect", "false");
    return properties;
  }

  @Override
  public List<String> session(JdbcSettings settings) {
    String limit =
        label.equals("MySQL")
            ? "SET SESSION max_execution_time = " + settings.statementLimit().toMillis()
            : "SET SESSION max_statement_time = " + settings.statementLimit().toSeconds();
    return List.of("SET SESSION TRANSACTION READ ONLY", limit, "SET SESSION lock_wait_timeout = 2");
  }

  @Override
  public List<Table> tables(Connection connection, JdbcSettings settings, @Nullable TableKey only)
      throws SQLException {
    Set<String> schemas =
        settings.schemas().isEmpty() ? Set.of(settings.database()) : settings.schemas();
    List<Table> tables = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setString(1, only == null ? null : only.schema());
      statement.setString(2, only == null ? null : only.schema());
      statement.setString(3, only == null ? null : only.table());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String schema = row.getString(1);
          String name = row.getString(2);
          // The catalogue may compare names without regard to case.
          boolean asked =
              only == null || (only.schema().equals(schema) && only.table().equals(name));
          if (asked && schemas.contains(schema)) {
            tables.add(
                new Table(schema, name, null, row.getString(3), number(row, 4), number(row, 5)));
          }
        }
      }
    }
    return tables;
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() || number < 0 ? null : number;
  }

  @Override
  public Shape shape(Connection connection, Table table) throws SQLException {
    return DeclaredShape.of(connection, table.schema(), null, table, this);
  }

  @Override
  public String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  @Override
  public String cell(Column column, int characters) {
    return "left(%s, %d)".formatted(quoted(column.name()), characters);
  }
}

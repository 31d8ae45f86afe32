package dev.fencepost.discovery.connector.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between databases. */
interface Dialect {

  /** Its name for people. */
  String label();

  int port();

  /** True if a database is a file instead of something on a server. */
  default boolean isFile() {
    return false;
  }

  /**
   * The properties of the driver that a data source may set. None of them names code or files to
   * write.
   */
  Set<String> driverProperties();

  /** Built from checked fields only. */
  String url(JdbcSettings settings);

  /** What the driver is told besides the data source's own properties. */
  Properties properties(JdbcSettings settings);

  /** Statements that make a new session harmless. */
  List<String> session(JdbcSettings settings);

  /**
   * The tables that can be scanned, in any order.
   *
   * @param only null for all
   */
  List<Table> tables(Connection connection, JdbcSettings settings, @Nullable TableKey only)
      throws SQLException;

  /** The columns of a table and the key by which it is read in pages. */
  Shape shape(Connection connection, Table table) throws SQLException;

  /** True if values of any type, keys too, survive being text; otherwise they stay objects. */
  default boolean comparesTexts() {
    return false;
  }

  /** A name as SQL has it. */
  default String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** An expression for the beginning of a column's value, as text or, for binary columns, bytes. */
  String cell(Column column, int characters);

  /**
   * What follows a table's name so that about so many rows of it are read, the same ones each time.
   */
  default String sample(Table table, int rows) {
    return "";
  }
}

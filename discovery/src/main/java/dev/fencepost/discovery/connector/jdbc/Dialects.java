package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.connector.ConnectorException;
import java.util.Map;
import java.util.stream.Collectors;

/** All dialects, by the names that data sources use. */
final class Dialects {

  private static final Map<String, Dialect> ALL =
      Map.of(
          "postgresql", new PostgresDialect("PostgreSQL", 5432, true),
          "yugabytedb", new PostgresDialect("YugabyteDB", 5433, false),
          "mariadb", new MariaDbDialect("MariaDB"),
          "mysql", new MariaDbDialect("MySQL"),
          "sqlite", new SqliteDialect());

  private Dialects() {}

  /** All names, for help pages. */
  static String names() {
    return ALL.keySet().stream().sorted().collect(Collectors.joining(", "));
  }

  static Dialect named(String word) throws ConnectorException {
    Dialect dialect = ALL.get(word);
    if (dialect == null) {
      throw new ConnectorException("unknown dialect \"" + word + "\"; known: " + names());
    }
    return dialect;
  }
}

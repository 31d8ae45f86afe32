package dev.fencepost.discovery.connector.jdbc;

import dev.fencepost.discovery.connector.ConnectorProvider;
import dev.fencepost.discovery.contract.SourceUnderTest;
import dev.fencepost.testkit.mariadb.TestMariaDb;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Tables with odd names; one is cut into several objects. */
final class TestTables implements SourceUnderTest {

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final List<String> NAMES =
      List.of("a", "a-b", "a.b", "a$1", "a b", "a#1", "a%", "a/b", "é", "z~", "\uE000", "𝄞");
  private static final String SECRET = "s3cr3t-of-the-reader";

  private final String schema;
  private final Map<String, String> properties;
  private final Map<String, String> secrets;
  private final Sql sql;
  private final Closing closing;

  /** Runs a statement as the owner of the tables. */
  @FunctionalInterface
  private interface Sql {
    void run(String statement) throws SQLException;
  }

  @FunctionalInterface
  private interface Closing {
    void run() throws Exception;
  }

  private TestTables(
      String schema,
      Map<String, String> properties,
      Map<String, String> secrets,
      Sql sql,
      Closing closing) {
    this.schema = schema;
    this.properties = new HashMap<>(properties);
    this.properties.put("keys_per_object", "1000");
    this.secrets = secrets;
    this.sql = sql;
    this.closing = closing;
  }

  static TestTables inSqlite() throws Exception {
    Path file = Files.createTempFile("fencepost-contract", ".db");
    Connection owner = DriverManager.getConnection("jdbc:sqlite:" + file);
    execute(owner, "PRAGMA synchronous = off");
    return new TestTables(
        "main",
        Map.of("dialect", "sqlite", "path", file.toString()),
        Map.of(),
        statement -> execute(owner, statement),
        () -> {
          owner.close();
          Files.delete(file);
        });
  }

  /**
   * The reader is the owner, who may take rights from himself; the test's server asks for nothing.
   */
  static TestTables inPostgres() throws Exception {
    TestDatabase database = TestDatabase.fresh();
    Connection owner = database.connect();
    URI place = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    return new TestTables(
        "public",
        server(
            "postgresql",
            place.getHost(),
            place.getPort(),
            place.getPath().substring(1),
            database.user()),
        Map.of("env:READER", SECRET),
        statement -> execute(owner, statement.replace("READER", database.user())),
        () -> {
          owner.close();
          database.close();
        });
  }

  static TestTables inMariaDb() throws Exception {
    TestMariaDb server = TestMariaDb.shared();
    Connection owner = DriverManager.getConnection(server.jdbcUrl() + "?user=root");
    String name = "contract_" + NEXT.incrementAndGet();
    execute(owner, "CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    execute(owner, "CREATE USER " + name + " IDENTIFIED BY '" + SECRET + "'");
    execute(owner, "USE " + name);
    return new TestTables(
        name,
        server("mariadb", "127.0.0.1", server.port(), name, name),
        Map.of("env:READER", SECRET),
        statement -> execute(owner, statement.replace("READER", name)),
        () -> {
          execute(owner, "DROP DATABASE " + name);
          execute(owner, "DROP USER " + name);
          owner.close();
        });
  }

  private static Map<String, String> server(
      String dialect, String host, int port, String database, String user) {
    return Map.of(
        "dialect", dialect,
        "host", host,
        "port", Integer.toString(port),
        "database", database,
        "user", user,
        "password", "env:READER");
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (Statement running = connection.createStatement()) {
      running.execute(statement);
    }
  }

  private String quoted(String table) {
    String quote = "mariadb".equals(properties.get("dialect")) ? "`" : "\"";
    return quote + table + quote;
  }

  @Override
  public ConnectorProvider provider() {
    return new JdbcProvider();
  }

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  @Override
  public Map<String, String> secrets() {
    return secrets;
  }

  @Override
  public List<String> fill() throws SQLException {
    List<String> keys = new ArrayList<>();
    // In MariaDB letters above U+FFFF are none for names.
    boolean all = !"mariadb".equals(properties.get("dialect"));
    for (String name : all ? NAMES : NAMES.subList(0, NAMES.size() - 1)) {
      sql.run("CREATE TABLE " + quoted(name) + " (id INTEGER PRIMARY KEY, note VARCHAR(100))");
      sql.run("INSERT INTO " + quoted(name) + " VALUES (-7, 'below'), (1, 'one'), (999, 'last')");
      grant(name);
      keys.add(TableKey.of(schema, name).text());
    }
    TableKey first = TableKey.of(schema, "a");
    for (int number : List.of(1000, 1999, 2000, 77_777, 2_000_000_000)) {
      sql.run("INSERT INTO " + quoted("a") + " VALUES (" + number + ", 'far')");
      String key = first.startingAt(BigInteger.valueOf(number / 1000 * 1000L)).text();
      if (!keys.contains(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  private void grant(String table) throws SQLException {
    if (!secrets.isEmpty()) {
      sql.run("GRANT SELECT ON " + quoted(table) + " TO READER");
    }
  }

  @Override
  public void remove(String key) throws SQLException {
    sql.run("DROP TABLE " + quoted(TableKey.parse(key).orElseThrow().table()));
  }

  @Override
  public boolean deny(String key) throws SQLException {
    if (secrets.isEmpty()) {
      return false;
    }
    String table = quoted(TableKey.parse(key).orElseThrow().table());
    sql.run("REVOKE SELECT ON " + table + " FROM READER");
    // MariaDB shows tables to those who may do something with them.
    sql.run("GRANT INSERT ON " + table + " TO READER");
    return true;
  }

  @Override
  public Optional<Map<String, String>> unreachable() {
    Map<String, String> elsewhere = new HashMap<>(properties);
    if (elsewhere.containsKey("path")) {
      elsewhere.put("path", "/no/such/folder/file.db");
    } else {
      elsewhere.put("database", "no_such_database");
    }
    return Optional.of(elsewhere);
  }

  @Override
  public void close() throws Exception {
    closing.run();
  }
}

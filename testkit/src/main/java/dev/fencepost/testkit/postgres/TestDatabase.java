package dev.fencepost.testkit.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of the test's own, dropped when it is closed: on the JVM's shared server, or on the
 * one that the property {@code fencepost.test.db.url} names, whose user must be allowed to create
 * databases.
 */
public final class TestDatabase implements AutoCloseable {

  private static final String OBJECT_IN_USE = "55006";
  private static final int ATTEMPTS = 100;

  /** A server that several test runs use must not be given one name twice. */
  private static final String JVM = Long.toString(System.nanoTime(), Character.MAX_RADIX);

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

  private final DatabaseServer server;
  private final String name;

  private TestDatabase(DatabaseServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /** Brings an empty database into the state that many tests start from. */
  @FunctionalInterface
  public interface Preparation {
    void prepare(TestDatabase empty) throws Exception;
  }

  /** An empty database. */
  public static TestDatabase fresh() {
    return create("test", "template1");
  }

  /**
   * A copy of a prepared database. The preparation runs once for each name and JVM — for each copy
   * on a server that is not the JVM's own — and must leave no connection open.
   */
  public static TestDatabase copyOf(String template, Preparation preparation) {
    if (!DatabaseServer.chosen().own()) {
      // YugabyteDB copies only its own templates.
      return prepared("test", preparation);
    }
    return create(
        "test",
        TEMPLATES.computeIfAbsent(template, key -> prepared("template_" + key, preparation).name));
  }

  public String jdbcUrl() {
    return server.urlOf(name);
  }

  public String user() {
    return server.user();
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user(), "");
  }

  /** Drops the database and cuts whoever is still connected to it. */
  @Override
  public void close() {
    administer(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private static TestDatabase prepared(String prefix, Preparation preparation) {
    TestDatabase empty = create(prefix, "template1");
    try {
      preparation.prepare(empty);
      return empty;
    } catch (Exception e) {
      empty.close();
      throw new IllegalStateException("a database cannot be prepared", e);
    }
  }

  private static TestDatabase create(String prefix, String template) {
    DatabaseServer server = DatabaseServer.chosen();
    String name = "fencepost_" + prefix + "_" + JVM + "_" + NEXT.incrementAndGet();
    administer(server, "CREATE DATABASE " + name + " TEMPLATE " + template);
    return new TestDatabase(server, name);
  }

  /** A template cannot be copied in the moment in which somebody's connection to it is closing. */
  private static void administer(DatabaseServer server, String statement) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = DriverManager.getConnection(server.url(), server.user(), "");
          Statement sql = connection.createStatement()) {
        sql.execute(statement);
        return;
      } catch (SQLException e) {
        if (!OBJECT_IN_USE.equals(e.getSQLState()) || attempt == ATTEMPTS) {
          throw new IllegalStateException(statement + " failed: " + e.getMessage(), e);
        }
        Thread.onSpinWait();
      }
    }
  }
}

package dev.fencepost.testkit.postgres;

import dev.fencepost.local.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of the test's own on the shared server; dropped when it is closed. */
public final class TestDatabase implements AutoCloseable {

  private static final String OBJECT_IN_USE = "55006";
  private static final int ATTEMPTS = 100;
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

  private final PostgresServer server;
  private final String name;

  private TestDatabase(PostgresServer server, String name) {
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
   * A copy of a prepared database. The preparation runs once for each name and JVM, and must leave
   * no connection open.
   */
  public static TestDatabase copyOf(String template, Preparation preparation) {
    return create("test", TEMPLATES.computeIfAbsent(template, key -> prepared(key, preparation)));
  }

  public String jdbcUrl() {
    return server.jdbcUrl(name);
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

  private static String prepared(String template, Preparation preparation) {
    TestDatabase empty = create("template_" + template, "template1");
    try {
      preparation.prepare(empty);
      return empty.name;
    } catch (Exception e) {
      empty.close();
      throw new IllegalStateException("the template " + template + " cannot be prepared", e);
    }
  }

  private static TestDatabase create(String prefix, String template) {
    PostgresServer server = TestPostgres.shared();
    String name = prefix + "_" + NEXT.incrementAndGet();
    administer(server, "CREATE DATABASE " + name + " TEMPLATE " + template);
    return new TestDatabase(server, name);
  }

  /** A template cannot be copied in the moment in which somebody's connection to it is closing. */
  private static void administer(PostgresServer server, String statement) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection =
              DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), "");
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

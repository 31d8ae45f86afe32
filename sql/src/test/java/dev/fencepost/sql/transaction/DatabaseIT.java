package dev.fencepost.sql.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatabaseIT {

  private TestDatabase server;
  private ConnectionSource.Settings settings;

  @BeforeEach
  void open() throws SQLException {
    server = TestDatabase.fresh();
    settings = new ConnectionSource.Settings(server.jdbcUrl(), server.user(), "", "test");
    Schema.migrate(settings);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void migrating_again_changes_nothing() throws SQLException {
    assertThat(Schema.migrate(settings)).isZero();
  }

  @Test
  void neither_a_frozen_process_nor_a_silent_network_holds_anything_for_ever() throws SQLException {
    try (Connection patient = settings.connect();
        Connection impatient = settings.connectForShortAnswers()) {
      for (Connection connection : List.of(patient, impatient)) {
        String limit =
            Jdbc.one(
                connection,
                "SELECT current_setting('idle_in_transaction_session_timeout')",
                row -> String.valueOf(row.getString(1)));
        assertThat(limit).isEqualTo("1min");
      }
      assertThat(patient.getNetworkTimeout()).isZero();
      assertThat(impatient.getNetworkTimeout()).isEqualTo(60_000);
    }
  }

  @Test
  void a_lost_connection_repeats_the_whole_transaction() {
    try (KeptConnection kept = new KeptConnection(settings::connect)) {
      AtomicInteger tries = new AtomicInteger();
      Database database = new Database(kept);
      int nodes =
          database.transact(
              "lose a connection",
              tx -> {
                Jdbc.update(tx, "INSERT INTO nodes (node_id, role) VALUES ('a', 'test')");
                if (tries.incrementAndGet() == 1) {
                  Jdbc.execute(tx, "SELECT pg_terminate_backend(pg_backend_pid())");
                }
                return Jdbc.one(tx, "SELECT count(*) FROM nodes", row -> row.getInt(1));
              });
      assertThat(tries).hasValue(2);
      assertThat(nodes).isEqualTo(1);
    }
  }

  @Test
  @Timeout(60)
  void a_deadlock_is_resolved_by_repeating_one_of_the_two() throws Exception {
    Database database = Database.connecting(settings);
    database.transact(
        "prepare",
        tx ->
            Jdbc.update(
                tx, "INSERT INTO nodes (node_id, role) VALUES ('a', 'test'), ('b', 'test')"));
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger tries = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> both =
          List.of(
              threads.submit(() -> crosswise(database, "a", "b", bothHoldOne, tries)),
              threads.submit(() -> crosswise(database, "b", "a", bothHoldOne, tries)));
      for (Future<Integer> one : both) {
        assertThat(one.get(50, TimeUnit.SECONDS)).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(tries).hasValue(3);
  }

  private static int crosswise(
      Database database, String first, String second, CyclicBarrier barrier, AtomicInteger tries) {
    String update = "UPDATE nodes SET role = role || '!' WHERE node_id = ?";
    return database.transact(
        "update crosswise",
        tx -> {
          Jdbc.update(tx, update, first);
          if (tries.incrementAndGet() <= 2) {
            await(barrier);
          }
          return Jdbc.update(tx, update, second);
        });
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void what_the_database_refuses_is_passed_on_and_leaves_nothing() throws SQLException {
    Database database = Database.connecting(settings);
    assertThatThrownBy(
            () ->
                database.transact(
                    "break a rule",
                    tx -> {
                      Jdbc.update(tx, "INSERT INTO nodes (node_id, role) VALUES ('a', 'test')");
                      return Jdbc.update(
                          tx, "INSERT INTO datasources (name, kind) VALUES ('', 'file')");
                    }))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.QUARANTINE))
        .hasMessageContaining("break a rule");
    try (Connection connection = settings.connect()) {
      assertThat(Jdbc.<Integer>one(connection, "SELECT count(*) FROM nodes", r -> r.getInt(1)))
          .isZero();
    }
  }

  @Test
  void a_role_with_another_isolation_level_is_refused_with_a_sentence() throws SQLException {
    try (Connection connection = settings.connect()) {
      Dialect dialect = Dialect.of(connection);
      assertThat(dialect.displayName()).isEqualTo("PostgreSQL");
      dialect.requireReadCommitted(connection);
      Jdbc.execute(connection, "SET default_transaction_isolation = 'repeatable read'");
      assertThatThrownBy(() -> dialect.requireReadCommitted(connection))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("read committed");
    }
  }

  @Test
  void ranges_cover_every_finding_once() throws SQLException {
    try (Connection connection = settings.connect()) {
      Jdbc.update(
          connection,
          """
          INSERT INTO findings SELECT md5(i::text), 'URL', 0.5, 1, 'd', 'default', 'p', '', '{}', now(),
            0, 1, 0, i, NULL, 1, false, now() FROM generate_series(1, 20000) i
          """);
      Dialect dialect = Dialect.of(connection);
      List<String> bounds = dialect.rangeBounds(connection, 8);
      assertThat(bounds).isSorted().doesNotHaveDuplicates().hasSizeBetween(4, 7);
      long seen = 0;
      for (int i = 0; i <= bounds.size(); i++) {
        var range =
            dialect.rangePredicate(
                i == 0 ? null : bounds.get(i - 1), i == bounds.size() ? null : bounds.get(i));
        long rows =
            Jdbc.one(
                connection,
                "SELECT count(*) FROM findings f WHERE " + range.sql(),
                row -> row.getLong(1),
                range.parameters().toArray());
        assertThat(rows).isBetween(200L, 8_000L);
        seen += rows;
      }
      assertThat(seen).isEqualTo(20_000);
    }
  }
}

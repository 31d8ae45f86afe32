package dev.fencepost.streaming;

import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.landing.Lander;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A migrated database, and questions of one thread about what landed in it. */
final class LandingDatabase implements AutoCloseable {

  private final ConnectionSource.Settings settings;
  private final KeptConnection kept;
  private final Database transactions;
  private final Runnable drop;

  private LandingDatabase(String url, String user, Runnable drop) {
    this.settings = new ConnectionSource.Settings(url, user, "", "test");
    this.kept = new KeptConnection(settings::connect);
    this.transactions = new Database(kept);
    this.drop = drop;
  }

  static LandingDatabase create() {
    TestDatabase copy =
        TestDatabase.copyOf(
            "migrated",
            empty ->
                Schema.migrate(
                    new ConnectionSource.Settings(empty.jdbcUrl(), empty.user(), "", "test")));
    return new LandingDatabase(copy.jdbcUrl(), copy.user(), copy::close);
  }

  /** On a server that the test may kill. */
  static LandingDatabase on(PostgresServer server) throws SQLException {
    LandingDatabase database = new LandingDatabase(server.jdbcUrl(), server.user(), () -> {});
    Schema.migrate(database.settings);
    return database;
  }

  String url() {
    return settings.url();
  }

  String user() {
    return settings.user();
  }

  /** Arms a policy that follows the stream. */
  void activate(String name, String condition) {
    new Fence(transactions)
        .activate(
            new ActivationRequest(
                "request-" + name,
                "test",
                null,
                List.of(new PolicyDraft(name, condition, true, "high", "", Map.of(), name)),
                null));
  }

  long number(String sql, @Nullable Object... parameters) {
    return transactions.transact("ask", tx -> Jdbc.one(tx, sql, row -> row.getLong(1), parameters));
  }

  void change(String sql, @Nullable Object... parameters) {
    int changed = transactions.transact("change", tx -> Jdbc.update(tx, sql, parameters));
    if (changed == 0) {
      throw new IllegalStateException("nothing was changed by " + sql);
    }
  }

  /** A task of a scan, which a worker does. */
  void addTask(long taskId, int partition) {
    change("INSERT INTO datasources (name, kind, scan_epoch) VALUES ('docs', 'file', 1)");
    change("INSERT INTO jobs (job_id, kind, status) VALUES (1, 'SCAN', 'RUNNING')");
    change(
        """
        INSERT INTO tasks (task_id, job_id, kind, datasource, scan_epoch, source_no, partition, status)
        SELECT ?, 1, 'CLASSIFY', 'docs', 1, max(source_no), ?, 'RUNNING' FROM landing_sources
        """,
        taskId,
        partition);
  }

  List<String> deadLetters() {
    return transactions.transact(
        "ask",
        tx ->
            Jdbc.list(
                tx,
                "SELECT partition, record_offset, reason, length(payload) FROM dead_letters"
                    + " ORDER BY partition, record_offset",
                row ->
                    row.getInt(1)
                        + ":"
                        + row.getLong(2)
                        + " "
                        + row.getString(3)
                        + " "
                        + row.getInt(4)));
  }

  long findings() {
    return number("SELECT count(*) FROM findings");
  }

  /** 0 before the partition is known. */
  long nextOffset(int partition) {
    return number(
        "SELECT coalesce(max(next_offset), 0) FROM landing_progress WHERE partition = ?",
        partition);
  }

  /** What a coordinator does about offsets that hold no readable record. */
  boolean pass(String topic, int partition, long from, long to) {
    int source = Math.toIntExact(number("SELECT max(source_no) FROM landing_sources"));
    return new Lander(transactions, source, topic).pass(partition, from, to);
  }

  @Override
  public void close() {
    kept.close();
    drop.run();
  }
}

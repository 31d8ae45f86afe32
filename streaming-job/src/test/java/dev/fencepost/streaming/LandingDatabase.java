package dev.fencepost.streaming;

import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A migrated database, and questions about what landed in it. */
final class LandingDatabase implements AutoCloseable {

  private final TestDatabase database;
  private final Database transactions;

  private LandingDatabase(TestDatabase database) {
    this.database = database;
    this.transactions =
        Database.connecting(
            new ConnectionSource.Settings(database.jdbcUrl(), database.user(), "", "test"));
  }

  static LandingDatabase create() {
    return new LandingDatabase(
        TestDatabase.copyOf(
            "migrated",
            empty ->
                Schema.migrate(
                    new ConnectionSource.Settings(empty.jdbcUrl(), empty.user(), "", "test"))));
  }

  String url() {
    return database.jdbcUrl();
  }

  String user() {
    return database.user();
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

  @Override
  public void close() {
    database.close();
  }
}

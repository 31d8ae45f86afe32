package dev.fencepost.backfill;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.landing.LandingSources;
import dev.fencepost.engine.landing.LogRange;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Findings that have landed: every third is a URL, the confidences 0.00 to 0.99 are equally
 * frequent, and every second is labelled as public.
 */
record SampleHistory(Database database) {

  static SampleHistory written(ConnectionSource.Settings settings, int findings)
      throws SQLException {
    Schema.migrate(settings);
    SampleHistory history = new SampleHistory(Database.connecting(settings));
    new LandingSources(history.database())
        .open("cluster", "topic", "findings", Map.of(0, new LogRange(0, findings)));
    history.add(1, findings);
    return history;
  }

  /** Lands findings of these numbers. */
  void add(int from, int to) {
    database.transact(
        "write history",
        tx -> {
          Jdbc.update(
              tx,
              """
              INSERT INTO findings SELECT md5(i::text), CASE i % 3 WHEN 0 THEN 'URL' ELSE 'US_SSN' END,
                (i % 100) / 100.0, 1, 'd', 'default', 'p' || i, '',
                CASE WHEN i % 2 = 0 THEN '{"public":"true"}'::jsonb ELSE '{}'::jsonb END, now(),
                0, 1, 0, i - 1, NULL, 1, false, now() FROM generate_series(?, ?) i
              """,
              from,
              to);
          return Jdbc.update(tx, "UPDATE landing_progress SET next_offset = ?", to);
        });
    database.transact("count pages", tx -> Jdbc.update(tx, "ANALYZE findings"));
  }

  Activation activate(PolicyDraft... drafts) {
    return activate(null, drafts);
  }

  /**
   * @param ends what was in Kafka at the fence
   */
  Activation activate(@Nullable Offsets ends, PolicyDraft... drafts) {
    String request = UUID.randomUUID().toString();
    return new Fence(database)
        .activate(new ActivationRequest(request, "test", null, List.of(drafts), ends));
  }

  static PolicyDraft draft(String name, String condition, boolean streaming) {
    return new PolicyDraft(name, condition, streaming, "high", "", Map.of(), condition);
  }

  long count(String sql) {
    return database.transact("count", tx -> Jdbc.one(tx, sql, row -> row.getLong(1)));
  }

  String text(String sql) {
    return database.transact("ask", tx -> Jdbc.one(tx, sql, row -> row.getString(1)));
  }
}

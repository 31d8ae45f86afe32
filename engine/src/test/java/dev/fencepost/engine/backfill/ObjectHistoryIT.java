package dev.fencepost.engine.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.engine.OldSchema;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.landing.Lander;
import dev.fencepost.engine.record.RecordDecoder;
import dev.fencepost.engine.record.RecordEncoder;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects judged by backfills alone, over findings from before anything was known of objects. */
class ObjectHistoryIT {

  private static final Map<String, String> EXACT =
      Map.of(
          "large", "finding.object.size > 100",
          "shared", "finding.object.labels[\"public\"] == \"true\"",
          "dated", "finding.object.modified_at > timestamp(\"2020-01-01T00:00:00Z\")",
          "unknown", "finding.object.owner == \"\"");

  private static final Map<String, String> SUPERSET =
      Map.of(
          "wide",
          "finding.object.size > 100 && finding.object.labels.exists(k, k == \"team\")",
          "old",
          "finding.object.modified_at > timestamp(0) && finding.discovered_at"
              + " - finding.object.modified_at > duration(\"17520h\")");

  private final TestDatabase store = TestDatabase.fresh();
  private final ConnectionSource.Settings settings =
      new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  private final Database database = Database.connecting(settings);

  @AfterEach
  void close() {
    store.close();
  }

  /** Three findings of version 6; then a scan tells of the objects of two, and finds a fourth. */
  @BeforeEach
  void upgrade() throws SQLException {
    OldSchema.migrate(settings, 6);
    try (Connection connection = settings.connect()) {
      for (String statement : before()) {
        Jdbc.execute(connection, statement);
      }
    }
    assertThat(Schema.migrate(settings)).isPositive();
    RecordEncoder encoder = new RecordEncoder();
    RecordDecoder decoder = new RecordDecoder();
    Origin task = new Origin(901, 901, 1, 1);
    List<byte[]> sent =
        List.of(
            encoder.objectSeen("docs", "a", attributes(500, "2019-05-05", "team", "tern"), task),
            encoder.objectSeen("docs", "b", attributes(50, "2023-05-05", "public", "true"), task),
            encoder.objectSeen("docs", "d", attributes(900, "2024-05-05", "public", "true"), task),
            encoder.finding(finding("new-d", "d"), task, false));
    List<Incoming> records =
        List.of(
            decoder.decode(3, sent.get(0)),
            decoder.decode(4, sent.get(1)),
            decoder.decode(5, sent.get(2)),
            decoder.decode(6, sent.get(3)));
    new Lander(database, 1, "findings").land(List.of(new PartitionBatch(0, 3, 7, records)));
  }

  private static List<String> before() {
    return List.of(
        """
        INSERT INTO landing_sources (source_no, cluster_id, topic_id, topic)
        VALUES (1, 'cluster', 'topic-id', 'findings')
        """,
        """
        INSERT INTO landing_progress (source_no, partition, topic, next_offset, policy_generation)
        VALUES (1, 0, 'findings', 3, 0)
        """,
        "INSERT INTO datasources (name, kind, scan_epoch) VALUES ('docs', 'file', 1)",
        "INSERT INTO jobs (job_id, kind, status) VALUES (901, 'SCAN', 'RUNNING')",
        """
        INSERT INTO tasks (task_id, job_id, kind, datasource, scan_epoch, source_no, partition, status)
        VALUES (901, 901, 'CLASSIFY', 'docs', 1, 1, 0, 'RUNNING')
        """,
        """
        INSERT INTO findings (finding_id, info_type, confidence, match_count, datasource, node_group,
          object_path, field, labels, discovered_at, scan_epoch, source_no, source_partition,
          source_offset, task_id, attempt, deleted, ingested_at)
        SELECT 'old-' || path, 'US_SSN', 0.9, 1, 'docs', 'default', path, '', '{}', '2026-01-01',
          1, 1, 0, n - 1, 901, 1, false, now()
        FROM unnest(ARRAY['a', 'b', 'c']) WITH ORDINALITY AS paths(path, n)
        """);
  }

  private static ObjectAttributes attributes(long size, String day, String label, String value) {
    return new ObjectAttributes(
        size, "text/csv", "hr", Instant.parse(day + "T00:00:00Z"), Map.of(label, value));
  }

  private static Finding finding(String id, String path) {
    return new Finding(
        id,
        "US_SSN",
        0.9,
        1,
        "docs",
        "default",
        path,
        "",
        Map.of(),
        Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void conditions_that_the_database_decides_judge_natively() throws SQLException {
    Activation activated = activate(EXACT);
    assertThat(suits(activated)).isTrue();
    BackfillRun run = new BackfillRun(database, settings, activated);
    run.plan(2).forEach(run::confirmNatively);
    assertThat(run.complete()).isEqualTo(BackfillCompletion.Outcome.COMPLETE);

    assertExactResults();
  }

  @Test
  void the_same_conditions_by_scans() throws SQLException {
    new BackfillRun(database, settings, activate(EXACT)).all();

    assertExactResults();
  }

  @Test
  void conditions_that_the_database_only_narrows_are_judged_by_the_evaluator() throws SQLException {
    Activation activated = activate(SUPERSET);
    assertThat(suits(activated)).isFalse();
    new BackfillRun(database, settings, activated).all();

    assertThat(open("wide")).containsExactly("old-a");
    assertThat(open("old")).containsExactly("old-a", "old-b");
    assertVerified();
  }

  private void assertExactResults() throws SQLException {
    assertThat(open("large")).containsExactly("new-d", "old-a");
    assertThat(open("shared")).containsExactly("new-d", "old-b");
    assertThat(open("dated")).containsExactly("new-d", "old-b");
    assertThat(open("unknown")).containsExactly("old-c");
    assertVerified();
  }

  private void assertVerified() {
    assertThat(new Verify(database).all()).isNotEmpty().allMatch(PolicyCheck::isExact);
  }

  private Activation activate(Map<String, String> conditions) {
    List<PolicyDraft> drafts =
        conditions.entrySet().stream()
            .map(
                policy ->
                    new PolicyDraft(
                        policy.getKey(), policy.getValue(), true, "high", "", Map.of(), "hash"))
            .toList();
    return new Fence(database)
        .activate(new ActivationRequest("request", "test", null, drafts, null));
  }

  private boolean suits(Activation activated) {
    return database.transact("ask", tx -> NativeRange.suits(tx, activated.activationId()));
  }

  /** All of them the backfill's. */
  private List<String> open(String policy) throws SQLException {
    try (Connection connection = settings.connect()) {
      return Jdbc.list(
          connection,
          """
          SELECT finding_id FROM policy_results JOIN policies USING (policy_id)
          WHERE name = ? AND open AND origin = 'BACKFILL' ORDER BY finding_id
          """,
          row -> row.getString(1),
          policy);
    }
  }
}

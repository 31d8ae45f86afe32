package dev.fencepost.engine.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.record.RecordDecoder;
import dev.fencepost.engine.record.RecordEncoder;
import dev.fencepost.local.process.Wait;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What scans see of objects reaches findings, and through them the policies. */
class ObjectsIT {

  private static final ObjectAttributes PRIVATE =
      new ObjectAttributes(
          10, "text/csv", "hr", Instant.parse("2024-01-02T03:04:05Z"), Map.of("public", "false"));
  private static final ObjectAttributes PUBLIC =
      new ObjectAttributes(
          10, "text/csv", "hr", Instant.parse("2024-01-02T03:04:05Z"), Map.of("public", "true"));

  private final RecordEncoder encoder = new RecordEncoder();
  private final RecordDecoder decoder = new RecordDecoder();
  private final List<List<byte[]>> log = List.of(new ArrayList<>(), new ArrayList<>());
  private final long[] landed = new long[2];
  private MigratedDatabase db;
  private Lander lander;
  private int sourceNo;

  @BeforeEach
  void open() {
    db = MigratedDatabase.fresh();
    sourceNo =
        new LandingSources(db.database())
            .open(
                "cluster",
                "topic",
                "findings",
                Map.of(0, new LogRange(0, 0), 1, new LogRange(0, 0)))
            .sourceNo();
    lander = new Lander(db.database(), sourceNo, "findings");
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void findings_carry_what_was_seen_of_their_object_before_or_in_the_same_batch() throws Exception {
    Origin task = task(101, 1, 0);
    seen(0, task, "a", PRIVATE);
    found(0, task, "a1", "a");
    land();
    found(0, task, "a2", "a");
    found(0, task, "b1", "b");
    seen(0, task, "b", PUBLIC);
    found(0, task, "c1", "c");
    land();

    assertThat(text("SELECT string_agg(finding_id || object_labels, ' ' ORDER BY 1) FROM findings"))
        .isEqualTo(
            "a1{\"public\": \"false\"} a2{\"public\": \"false\"} b1{\"public\": \"true\"} c1{}");
    assertThat(text("SELECT object_size || object_type || object_owner FROM findings LIMIT 1"))
        .isEqualTo("10text/csvhr");
  }

  @Test
  void a_change_of_a_label_gives_findings_a_version_and_has_them_judged_again() throws Exception {
    policy("finding.object.labels['public'] == 'true'");
    Origin first = task(101, 1, 0);
    seen(0, first, "a", PRIVATE);
    found(0, first, "a1", "a");
    found(0, first, "a2", "a");
    land();
    assertThat(matching()).isEmpty();

    Origin second = task(102, 2, 1);
    seen(1, second, "a", PUBLIC);
    LandingReport report = land();
    assertThat(report.retold()).isEqualTo(2);
    assertThat(matching()).isEqualTo("a1 a2");
    assertThat(text("SELECT DISTINCT scan_epoch || ' ' || seen_epoch FROM findings"))
        .isEqualTo("2 1");

    seen(1, second, "a", PUBLIC);
    assertThat(land().retold()).as("nothing changed").isZero();
    seen(1, second, "a", PRIVATE);
    assertThat(land().closed()).isEqualTo(2);
    assertThat(matching()).isEmpty();
  }

  @Test
  void telling_of_an_object_keeps_no_finding_from_a_sweep() throws Exception {
    policy("finding.confidence > 0.1");
    Origin first = task(101, 1, 0);
    seen(0, first, "a", PRIVATE);
    found(0, first, "a1", "a");
    found(0, first, "a2", "a");
    seen(0, first, "gone", PRIVATE);
    end(0, first, 4);
    land();

    Origin second = task(102, 2, 1);
    seen(1, second, "a", PUBLIC);
    found(1, second, "a2", "a");
    end(1, second, 2);
    LandingReport report = land();

    assertThat(report.sweptFindings()).isEqualTo(1);
    assertThat(report.sweptObjects()).isEqualTo(1);
    assertThat(matching()).isEqualTo("a2");
    assertThat(text("SELECT string_agg(object_path, ' ') FROM objects")).isEqualTo("a");
    assertThat(text("SELECT string_agg(finding_id, '') FROM findings WHERE deleted"))
        .isEqualTo("a1");
  }

  @Test
  void an_older_attempt_is_swept_although_the_newer_one_told_of_its_object() throws Exception {
    Origin first = task(101, 1, 0);
    found(0, first, "a1", "a");
    end(0, first, 9);
    land();
    Origin second = new Origin(101, 101, 2, 1);
    db("UPDATE tasks SET status = 'RUNNING'");
    seen(0, second, "a", PUBLIC);
    end(0, second, 1);
    land();

    assertThat(text("SELECT deleted FROM findings")).isEqualTo("true");
  }

  @Test
  void what_an_older_scan_still_tells_counts_for_its_task_and_changes_nothing() throws Exception {
    Origin older = task(101, 1, 0);
    Origin newer = task(102, 2, 1);
    seen(1, newer, "a", PUBLIC);
    land();
    seen(0, older, "a", PRIVATE);
    seen(0, older, "b", PRIVATE);
    end(0, older, 2);
    land();

    assertThat(text("SELECT string_agg(object_path || labels, ' ') FROM objects"))
        .isEqualTo("a{\"public\": \"true\"}");
    assertThat(text("SELECT status FROM tasks WHERE task_id = 101"))
        .isEqualTo("COMPLETED_CONSUMED");
  }

  @Test
  void what_two_partitions_of_one_batch_store_and_sweep_is_gone() throws Exception {
    policy("finding.confidence > 0.1");
    Origin older = task(101, 1, 0);
    Origin newer = task(102, 2, 1);
    found(0, older, "a1", "a");
    end(1, newer, 0);
    land();

    assertThat(text("SELECT deleted FROM findings")).isEqualTo("true");
    assertThat(matching()).isEmpty();
  }

  @Test
  void a_late_finding_of_an_older_scan_waits_for_the_landing_that_tells_of_its_object()
      throws Exception {
    Origin older = task(101, 1, 0);
    Origin newer = task(102, 2, 1);
    seen(1, newer, "other", PUBLIC);
    land();
    found(0, older, "a1", "a");
    CompletableFuture<LandingReport> late;
    try (Connection telling = db.connect();
        Connection watching = db.connect()) {
      telling.setAutoCommit(false);
      Jdbc.one(
          telling,
          "SELECT 1 FROM datasources WHERE name = 'docs' FOR NO KEY UPDATE",
          row -> row.getInt(1));
      late = CompletableFuture.supplyAsync(this::land);
      assertThat(Wait.until(() -> isWaiting(watching) || late.isDone(), Duration.ofSeconds(30)))
          .isTrue();
      assertThat(late).isNotDone();
      Jdbc.update(
          telling,
          """
          INSERT INTO objects SELECT datasource, 'a', size, type, owner, modified_at, labels,
            scan_epoch, source_no, source_partition, source_offset, task_id, attempt, ingested_at
          FROM objects
          """);
      telling.commit();
    }
    late.get(10, TimeUnit.SECONDS);

    assertThat(text("SELECT object_labels FROM findings")).isEqualTo("{\"public\": \"true\"}");
  }

  @Test
  void an_object_that_the_database_refuses_becomes_a_dead_letter() throws Exception {
    db("ALTER TABLE objects ADD CHECK (object_path <> 'bad')");
    Origin task = task(101, 1, 0);
    seen(0, task, "bad", PRIVATE);
    seen(0, task, "good", PRIVATE);
    found(0, task, "a1", "good");
    end(0, task, 3);
    LandingReport report = land();

    assertThat(report.deadLetters()).isEqualTo(1);
    assertThat(text("SELECT object_path FROM objects")).isEqualTo("good");
    assertThat(text("SELECT status FROM tasks")).isEqualTo("COMPLETED_CONSUMED");
  }

  @Test
  void findings_of_scans_know_whose_their_data_source_is_and_where() throws Exception {
    policy("finding.region == 'eu' && finding.owner == 'privacy'");
    Origin task = task(101, 1, 0);
    db("UPDATE tasks SET packet = '{\"owner\": \"privacy\", \"region\": \"eu\"}'");
    found(0, task, "a1", "a");
    log.get(0).add(encoder.finding(finding("free", "a"), null, false));
    land();

    assertThat(matching()).isEqualTo("a1");
    assertThat(text("SELECT region FROM findings WHERE finding_id = 'free'")).isEmpty();
  }

  private Origin task(long id, long epoch, int partition) throws Exception {
    db(
        "INSERT INTO datasources (name, kind) VALUES ('docs', 'file') ON CONFLICT DO NOTHING;"
            + ("UPDATE datasources SET scan_epoch = " + epoch + ";")
            + ("INSERT INTO jobs (job_id, kind, status) VALUES (" + id + ", 'SCAN', 'RUNNING');")
            + """
            INSERT INTO tasks (task_id, job_id, kind, datasource, scan_epoch, source_no, partition,
              status)
            VALUES (%d, %d, 'CLASSIFY', 'docs', %d, %d, %d, 'RUNNING')
            """
                .formatted(id, id, epoch, sourceNo, partition));
    return new Origin(id, id, 1, epoch);
  }

  private void seen(int partition, Origin origin, String path, ObjectAttributes attributes) {
    log.get(partition).add(encoder.objectSeen("docs", path, attributes, origin));
  }

  private void found(int partition, Origin origin, String id, String path) {
    log.get(partition).add(encoder.finding(finding(id, path), origin, false));
  }

  private static Finding finding(String id, String path) {
    return new Finding(id, "US_SSN", 0.9, 1, "docs", "default", path, "", Map.of(), Instant.EPOCH);
  }

  private void end(int partition, Origin origin, long records) {
    log.get(partition)
        .add(encoder.endTask(origin.taskId(), origin.jobId(), origin.attempt(), records, 0));
  }

  /** Lands what was sent since, of both partitions in one batch. */
  private LandingReport land() {
    List<PartitionBatch> batches = new ArrayList<>();
    for (int partition = 0; partition < 2; partition++) {
      List<Incoming> records = new ArrayList<>();
      List<byte[]> sent = log.get(partition);
      for (long offset = landed[partition]; offset < sent.size(); offset++) {
        records.add(decoder.decode(offset, sent.get((int) offset)));
      }
      if (!records.isEmpty()) {
        batches.add(new PartitionBatch(partition, landed[partition], sent.size(), records));
        landed[partition] = sent.size();
      }
    }
    return lander.land(batches);
  }

  private void policy(String condition) {
    new Fence(db.database())
        .activate(
            new ActivationRequest(
                "request",
                "test",
                null,
                List.of(new PolicyDraft("policy", condition, true, "high", "", Map.of(), "hash")),
                null));
  }

  private String matching() throws Exception {
    return text(
        "SELECT coalesce(string_agg(finding_id, ' ' ORDER BY finding_id), '') "
            + "FROM policy_results WHERE open");
  }

  private static boolean isWaiting(Connection watching) {
    try {
      return Jdbc.one(
          watching,
          "SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
          row -> row.getBoolean(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String text(String sql) throws Exception {
    try (Connection connection = db.connect()) {
      return Jdbc.one(connection, "SELECT (" + sql + ")::text", row -> row.getString(1));
    }
  }

  private void db(String sql) throws Exception {
    try (Connection connection = db.connect()) {
      Jdbc.execute(connection, sql);
    }
  }
}

package dev.fencepost.engine.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.landing.BatchPlan.Landing;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.core.landing.Payload;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.landing.FindingStore.Stored;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What COPY stores is what an upsert stores, also when two landings bring the same finding. */
class FindingCopyIT {

  private static final Payload NO_PAYLOAD = new Payload(new byte[0]);
  private static final String BLOCK = "(f.ctid::text::point)[0]";
  private static final String RESULTS =
      "SELECT count(*) FROM policy_results r JOIN findings f USING (finding_id) WHERE ";

  private MigratedDatabase db;
  private Lander lander;

  @BeforeEach
  void open() {
    db = MigratedDatabase.fresh();
    lander = new Lander(db.database(), source(), "findings");
  }

  @AfterEach
  void close() {
    db.close();
  }

  private int source() {
    return new LandingSources(db.database())
        .open("cluster", "topic", "findings", Map.of(0, new LogRange(0, 0), 1, new LogRange(0, 0)))
        .sourceNo();
  }

  @Test
  void awkward_values_are_stored_as_an_upsert_stores_them() throws Exception {
    List<Finding> awkward = awkward();
    List<String> copied = rows(awkward, true);

    assertThat(copied).hasSize(awkward.size());
    assertThat(rows(awkward, false)).isEqualTo(copied);
  }

  @Test
  void newer_versions_stay_in_the_block_of_the_older_ones() {
    String[] ids =
        IntStream.range(0, 600).mapToObj("finding-%03d"::formatted).toArray(String[]::new);
    String[] some =
        IntStream.range(0, 600)
            .filter(i -> i % 20 == 0)
            .mapToObj(i -> ids[i])
            .toArray(String[]::new);
    lander.land(List.of(batch(0, 0, ids)));
    execute("CREATE TABLE places AS SELECT finding_id, " + BLOCK + " AS block FROM findings f");

    lander.land(List.of(batch(0, ids.length, some)));

    assertThat(number("SELECT count(DISTINCT block) FROM places")).isGreaterThan(5);
    assertThat(
            number(
                "SELECT count(*) FROM findings f JOIN places p USING (finding_id)"
                    + " WHERE source_offset >= 600 AND p.block = "
                    + BLOCK))
        .isEqualTo(some.length);
  }

  @Test
  void findings_that_are_there_already_are_updated_when_they_are_newer() {
    lander.land(List.of(batch(0, 0, "a", "b")));

    LandingReport report = lander.land(List.of(batch(0, 2, "b", "c")));

    assertThat(report.applied()).isEqualTo(2);
    assertThat(number("SELECT source_offset FROM findings WHERE finding_id = 'a'")).isZero();
    assertThat(number("SELECT source_offset FROM findings WHERE finding_id = 'b'")).isEqualTo(2);
    assertThat(number("SELECT source_offset FROM findings WHERE finding_id = 'c'")).isEqualTo(3);
  }

  @Test
  void a_finding_that_another_landing_is_storing_is_waited_for_and_then_compared()
      throws Exception {
    CompletableFuture<LandingReport> landing;
    try (Connection other = db.connect();
        Connection watching = db.connect()) {
      other.setAutoCommit(false);
      new FindingStore(1).upsert(other, List.of(new Landing(1, record(7, "b"))));
      landing =
          CompletableFuture.supplyAsync(() -> lander.land(List.of(batch(0, 0, "a", "b", "c"))));
      assertThat(
              Wait.until(() -> waiting(watching) == 1 || landing.isDone(), Duration.ofSeconds(30)))
          .isTrue();
      assertThat(landing).isNotDone();
      other.commit();
    }

    assertThat(landing.get(30, TimeUnit.SECONDS).applied()).isEqualTo(2);
    assertThat(number("SELECT count(*) FROM findings")).isEqualTo(3);
    assertThat(number("SELECT source_offset FROM findings WHERE finding_id = 'b'")).isEqualTo(7);
    assertThat(number("SELECT count(*) FROM dead_letters")).isZero();
  }

  @Test
  void results_of_new_findings_are_stored_together_with_them_and_those_of_others_as_ever()
      throws Exception {
    activate();
    lander.land(List.of(batch(0, 0, "b")));
    assertThat(number(RESULTS + "opened_at = ingested_at AND updated_at = ingested_at")).isOne();

    LandingReport report = lander.land(List.of(batch(0, 1, "c", "b", "ä", "\uff5e", "🜁", "a")));

    assertThat(report.opened()).isEqualTo(6);
    assertThat(number(RESULTS + "opened_at = ingested_at AND updated_at = ingested_at"))
        .isEqualTo(5);
    assertThat(number(RESULTS + "f.finding_id = 'b' AND opened_at < ingested_at")).isOne();
    assertThat(number(RESULTS + "r.open AND r.origin = 'STREAM' AND r.policy_version = 1"))
        .isEqualTo(6);
    assertThat(number(RESULTS + "r.source_offset = f.source_offset AND r.source_no = f.source_no"))
        .isEqualTo(6);
  }

  @Test
  void a_result_without_its_finding_is_met_as_an_upsert_meets_it() throws Exception {
    activate();
    lander.land(List.of(batch(0, 0, "b")));
    change("DELETE FROM findings");

    LandingReport report = lander.land(List.of(batch(0, 1, "a", "b", "c")));

    assertThat(report.opened()).isEqualTo(3);
    assertThat(number(RESULTS + "r.open AND r.source_offset = f.source_offset")).isEqualTo(3);
    assertThat(number(RESULTS + "f.finding_id = 'b' AND opened_at < ingested_at")).isOne();
    assertThat(number("SELECT count(*) FROM dead_letters")).isZero();
  }

  @Test
  void a_value_that_the_database_refuses_becomes_a_dead_letter() {
    List<Incoming> records = new ArrayList<>();
    records.add(record(0, "a"));
    records.add(with(1, "b", 1.5));
    records.add(record(2, "c"));

    LandingReport report = lander.land(List.of(new PartitionBatch(0, 0, 3, records)));

    assertThat(report.applied()).isEqualTo(2);
    assertThat(report.deadLetters()).isEqualTo(1);
    assertThat(number("SELECT record_offset FROM dead_letters")).isEqualTo(1);
  }

  private List<String> rows(List<Finding> findings, boolean copied) throws Exception {
    List<Landing> landings = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      @Nullable Origin origin = i % 2 == 0 ? null : new Origin(5, 6, 7, 8);
      landings.add(
          new Landing(
              i % 3, new FindingRecord(i, origin, findings.get(i), i % 5 == 4, NO_PAYLOAD)));
    }
    try (Connection connection = db.connect()) {
      connection.setAutoCommit(false);
      FindingStore store = new FindingStore(1);
      Stored stored = store.store(connection, landings, copied ? Storing.COPY : Storing.UPSERT);
      assertThat(copied ? stored.fresh() : stored.changed()).hasSize(findings.size());
      assertThat(stored.size()).isEqualTo(findings.size());
      List<String> rows =
          Jdbc.list(
              connection,
              "SELECT (to_jsonb(f) - 'ingested_at')::text FROM findings f ORDER BY finding_id",
              row -> row.getString(1));
      connection.rollback();
      return rows;
    }
  }

  private static List<Finding> awkward() {
    List<String> texts =
        List.of(
            "",
            " ",
            "a\tb\nc\rd",
            "\\N",
            "\\.",
            "\"quoted\" {a,b}",
            "Straße 🜁 漢字",
            "\u0001\u007f");
    List<Instant> times =
        List.of(
            Instant.EPOCH,
            Instant.parse("1999-12-31T23:59:59.999999Z"),
            Instant.parse("2000-01-01T00:00:00Z"),
            Instant.parse("0044-03-15T12:00:00.000001Z"),
            Instant.parse("9999-12-31T23:59:59.123456Z"));
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String text = texts.get(i % texts.size());
      findings.add(
          new Finding(
              text + i,
              "TYPE" + text,
              i / 40.0,
              i == 0 ? Long.MAX_VALUE : i,
              text,
              text,
              text,
              text,
              Map.of("k" + text, text, "other", "\\" + text),
              times.get(i % times.size())));
    }
    return findings;
  }

  private static PartitionBatch batch(int partition, long from, String... ids) {
    List<Incoming> records = new ArrayList<>();
    for (String id : ids) {
      records.add(record(from + records.size(), id));
    }
    return new PartitionBatch(partition, from, from + ids.length, records);
  }

  private static FindingRecord record(long offset, String id) {
    return with(offset, id, 0.9);
  }

  private static FindingRecord with(long offset, String id, double confidence) {
    Instant discoveredAt = Instant.parse("2026-01-02T03:04:05Z");
    Finding finding =
        new Finding(
            id, "US_SSN", confidence, 1, "source", "default", "path", "", Map.of(), discoveredAt);
    return new FindingRecord(offset, null, finding, false, NO_PAYLOAD);
  }

  private static long waiting(Connection connection) {
    try {
      return Jdbc.one(
          connection,
          "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'transactionid'",
          row -> row.getLong(1));
    } catch (SQLException e) {
      throw new IllegalStateException("nobody can say who waits", e);
    }
  }

  private void activate() {
    PolicyDraft policy =
        new PolicyDraft("all", "finding.confidence >= 0.0", true, "high", "", Map.of(), "r");
    new Fence(db.database())
        .activate(new ActivationRequest("r", "test", null, List.of(policy), null));
  }

  private void change(String statement) {
    db.database().transact("change", tx -> Jdbc.update(tx, statement));
  }

  private long number(String query) {
    return db.database().transact("look", tx -> Jdbc.one(tx, query, row -> row.getLong(1)));
  }

  private void execute(String statement) {
    db.database()
        .transact(
            "prepare",
            tx -> {
              Jdbc.execute(tx, statement);
              return true;
            });
  }
}

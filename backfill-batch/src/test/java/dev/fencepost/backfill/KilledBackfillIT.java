package dev.fencepost.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.landing.LandingSources;
import dev.fencepost.engine.landing.LogRange;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.service.JavaService;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.home.TestHome;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real process on a real database, killed in the middle and run again. */
class KilledBackfillIT {

  private static final int FINDINGS = 30_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Home home = TestHome.create();
  private TestDatabase server;
  private ConnectionSource.Settings settings;
  private Database database;

  @BeforeEach
  void open() throws SQLException {
    server = TestDatabase.fresh();
    settings = new ConnectionSource.Settings(server.jdbcUrl(), server.user(), "", "test");
    Schema.migrate(settings);
    database = Database.connecting(settings);
    new LandingSources(database)
        .open("cluster", "topic", "findings", Map.of(0, new LogRange(0, FINDINGS)));
    database.transact(
        "write history",
        tx -> {
          Jdbc.update(
              tx,
              """
              INSERT INTO findings SELECT md5(i::text), CASE i % 3 WHEN 0 THEN 'URL' ELSE 'US_SSN' END,
                (i % 100) / 100.0, 1, 'd', 'default', 'p' || i, '',
                CASE WHEN i % 2 = 0 THEN '{"public":"true"}'::jsonb ELSE '{}'::jsonb END, now(),
                0, 1, 0, i - 1, NULL, 1, false, now() FROM generate_series(1, ?) i
              """,
              FINDINGS);
          Jdbc.update(tx, "UPDATE landing_progress SET next_offset = ?", FINDINGS);
          return 0;
        });
    database.transact("count pages", tx -> Jdbc.update(tx, "ANALYZE findings"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void what_a_killed_process_left_is_judged_by_the_next_one() {
    Activation activation =
        new Fence(database)
            .activate(
                new ActivationRequest(
                    "request",
                    "test",
                    null,
                    List.of(
                        draft("exact", "finding.confidence >= 0.5", true),
                        draft("superset", "finding.object_path.matches('^p[0-9]*7$')", true),
                        draft("once", "finding.labels['public'] == 'true'", false)),
                    null));

    ChildProcess first = start("backfill-first", activation.jobId());
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> count("SELECT count(*) FROM backfill_ranges WHERE status = 'CONFIRMED'") > 2);
    first.kill9();
    assertThat(count("SELECT count(*) FROM backfill_ranges WHERE status = 'PENDING'"))
        .as("ranges that the killed process left")
        .isPositive();

    ChildProcess second = start("backfill-second", activation.jobId());
    await().atMost(LIMIT).until(() -> !second.isAlive());

    assertThat(count("SELECT count(*) FROM jobs WHERE status = 'COMPLETED'")).isEqualTo(1);
    assertThat(count("SELECT count(*) FROM backfill_ranges WHERE status <> 'CONFIRMED'")).isZero();
    assertThat(count("SELECT count(*) FROM batch_job_execution WHERE status = 'STARTED'")).isZero();
    assertThat(count("SELECT count(*) FROM policy_versions WHERE status = 'FROZEN'")).isEqualTo(1);
    assertThat(count("SELECT count(*) FROM policy_results WHERE open"))
        .isEqualTo(FINDINGS / 2 + FINDINGS / 10 + FINDINGS / 2);
    assertThat(new Verify(database).all()).hasSize(3).allMatch(PolicyCheck::isExact);
  }

  @Test
  void a_new_version_closes_what_only_the_old_one_matched() {
    activateAndRun("r1", "finding.confidence >= 0.5");
    assertThat(count("SELECT count(*) FROM policy_results WHERE open")).isEqualTo(FINDINGS / 2);
    activateAndRun("r2", "finding.confidence >= 0.9 && finding.info_type == 'URL'");
    assertThat(new Verify(database).all()).hasSize(1).allMatch(PolicyCheck::isExact);
    assertThat(count("SELECT count(*) FROM policy_results WHERE open AND policy_version = 1"))
        .isZero();
    activateAndRun("r3", "finding.confidence > 2.0");
    assertThat(count("SELECT count(*) FROM policy_results WHERE open")).isZero();
  }

  @Test
  void a_backfill_that_does_not_exist_is_said_to() {
    ChildProcess process = start("backfill-none", 4_711);
    await().atMost(LIMIT).until(() -> !process.isAlive());
    assertThat(process.record().log()).content().contains("there is no backfill 4711");
  }

  private void activateAndRun(String requestId, String condition) {
    Activation activation =
        new Fence(database)
            .activate(
                new ActivationRequest(
                    requestId, "test", null, List.of(draft("p", condition, true)), null));
    ChildProcess process = start("backfill-" + requestId, activation.jobId());
    await().atMost(LIMIT).until(() -> !process.isAlive());
    assertThat(count("SELECT count(*) FROM jobs WHERE status <> 'COMPLETED'")).isZero();
  }

  private static PolicyDraft draft(String name, String condition, boolean streaming) {
    return new PolicyDraft(name, condition, streaming, "high", "", Map.of(), condition);
  }

  private ChildProcess start(String name, long jobId) {
    return JavaService.of(name, "backfill-batch", BackfillMain.class.getName())
        .withOptions("-Xmx128m", "-XX:TieredStopAtLevel=1")
        .withArguments("--job", Long.toString(jobId))
        .withEnvironment(
            Map.of(
                "FENCEPOST_DB_URL",
                settings.url(),
                "FENCEPOST_DB_USER",
                settings.user(),
                "FENCEPOST_BACKFILL_ROWS_PER_RANGE",
                "300",
                "FENCEPOST_BACKFILL_LEASE_SECONDS",
                "2"))
        .start(home, Lifetime.WITH_PARENT);
  }

  private long count(String sql) {
    return database.transact("count", tx -> Jdbc.one(tx, sql, row -> row.getLong(1)));
  }
}

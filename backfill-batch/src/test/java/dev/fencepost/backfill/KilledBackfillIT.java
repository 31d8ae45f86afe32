package dev.fencepost.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.service.JavaService;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.home.TestHome;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
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
  private SampleHistory history;
  private Database database;

  @BeforeEach
  void open() throws SQLException {
    server = TestDatabase.fresh();
    settings = new ConnectionSource.Settings(server.jdbcUrl(), server.user(), "", "test");
    history = SampleHistory.written(settings, FINDINGS);
    database = history.database();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void what_a_killed_process_left_is_judged_by_the_next_one() {
    Activation activation =
        history.activate(
            SampleHistory.draft("exact", "finding.confidence >= 0.5", true),
            SampleHistory.draft("superset", "finding.object_path.matches('^p[0-9]*7$')", true),
            SampleHistory.draft("once", "finding.labels['public'] == 'true'", false));

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
    activateAndRun("finding.confidence >= 0.5");
    assertThat(count("SELECT count(*) FROM policy_results WHERE open")).isEqualTo(FINDINGS / 2);
    activateAndRun("finding.confidence >= 0.9 && finding.info_type == 'URL'");
    assertThat(new Verify(database).all()).hasSize(1).allMatch(PolicyCheck::isExact);
    assertThat(count("SELECT count(*) FROM policy_results WHERE open AND policy_version = 1"))
        .isZero();
    activateAndRun("finding.confidence > 2.0");
    assertThat(count("SELECT count(*) FROM policy_results WHERE open")).isZero();
  }

  @Test
  void a_backfill_that_does_not_exist_is_said_to() {
    ChildProcess process = start("backfill-none", 4_711);
    await().atMost(LIMIT).until(() -> !process.isAlive());
    assertThat(process.record().log()).content().contains("there is no backfill 4711");
  }

  private void activateAndRun(String condition) {
    Activation activation = history.activate(SampleHistory.draft("p", condition, true));
    assertThat(new BackfillProcess(BackfillSettings.of(environment()), activation.jobId()).run())
        .isEqualTo(BackfillProcess.Result.COMPLETE);
    assertThat(count("SELECT count(*) FROM jobs WHERE status <> 'COMPLETED'")).isZero();
  }

  private ChildProcess start(String name, long jobId) {
    return JavaService.of(name, "backfill-batch", BackfillMain.class.getName())
        .withOptions("-Xmx128m", "-XX:TieredStopAtLevel=1")
        .withArguments("--job", Long.toString(jobId))
        .withEnvironment(environment())
        .start(home, Lifetime.WITH_PARENT);
  }

  private Map<String, String> environment() {
    return Map.of(
        "FENCEPOST_DB_URL",
        settings.url(),
        "FENCEPOST_DB_USER",
        settings.user(),
        "FENCEPOST_BACKFILL_ROWS_PER_RANGE",
        "300",
        "FENCEPOST_BACKFILL_LEASE_SECONDS",
        "2");
  }

  private long count(String sql) {
    return history.count(sql);
  }
}

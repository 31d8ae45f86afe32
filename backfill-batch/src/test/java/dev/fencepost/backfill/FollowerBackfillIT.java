package dev.fencepost.backfill;

import static dev.fencepost.backfill.SampleHistory.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fencepost.engine.backfill.BackfillPlan;
import dev.fencepost.engine.backfill.BackfillRange;
import dev.fencepost.engine.backfill.NativeRange;
import dev.fencepost.engine.backfill.ReadPreference;
import dev.fencepost.engine.backfill.ScanPlans;
import dev.fencepost.engine.backfill.SupersededResults;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.follower.StandbyCheck;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.testkit.fault.Faults;
import dev.fencepost.testkit.postgres.TestPostgres;
import dev.fencepost.testkit.postgres.TestReplication;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backfills on a real primary with a real hot standby. */
class FollowerBackfillIT {

  private static final int FINDINGS = 30_000;
  private static final int PER_RANGE = 10_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String RARE = "finding.confidence >= 0.99";
  private static final String ALL = "finding.confidence >= 0.0";
  private static final String ROWS_READ =
      "SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_user_tables"
          + " WHERE relname = 'findings'";
  private static final String BLOCKS_TOUCHED =
      "SELECT heap_blks_hit + heap_blks_read FROM pg_statio_user_tables WHERE relname = 'findings'";

  private static TestReplication servers;

  private ConnectionSource.Settings settings;
  private SampleHistory history;

  @BeforeAll
  static void startServers() {
    servers = TestReplication.start();
  }

  @AfterAll
  static void stopServers() {
    servers.close();
  }

  @BeforeEach
  void write() throws SQLException {
    settings =
        new ConnectionSource.Settings(
            servers.primary().jdbcUrl(), servers.primary().user(), "", "fencepost-backfill");
    onPrimary("DROP SCHEMA IF EXISTS fencepost CASCADE");
    history = SampleHistory.written(settings, FINDINGS);
  }

  @Test
  void the_standby_reads_every_finding_and_the_leader_only_those_that_match() throws SQLException {
    Activation activation = history.activate(draft("rare", RARE, true));
    plan(activation);
    onPrimary("ALTER TABLE findings SET (autovacuum_enabled = off)");
    servers.resetStatistics();

    assertThat(run(activation, ReadPreference.FOLLOWERS))
        .isEqualTo(BackfillProcess.Result.COMPLETE);

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(servers.askStandby(ROWS_READ)).isGreaterThanOrEqualTo(FINDINGS));
    assertThat(servers.askPrimary(ROWS_READ))
        .as("rows that the leader read in order, or looked up by an index")
        .isZero();
    assertThat(servers.askPrimary(BLOCKS_TOUCHED))
        .as("blocks of findings that the leader touched, to read a row and to lock it")
        .isBetween(FINDINGS / 100L, 3 * FINDINGS / 100L);
    assertThat(places()).isEqualTo("standby");
    assertThat(reading()).isEqualTo("the standby");
    assertExact(FINDINGS / 100);
  }

  @Test
  void a_standby_that_lags_behind_the_fence_is_waited_for_and_misses_nothing() throws SQLException {
    awaitReplayed();
    servers.pauseReplay();
    history.add(FINDINGS + 1, FINDINGS + 1_000);
    Activation activation = history.activate(draft("rare", RARE, true));

    CompletableFuture<BackfillProcess.Result> run = begin(activation, ReadPreference.FOLLOWERS);
    await().atMost(LIMIT).until(() -> reading().contains("lags behind the fence: waiting"));
    assertThat(places()).as("no range is read before the fence is seen").isEmpty();
    assertThat(
            servers.askPrimary(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE application_name = 'fencepost-backfill'
                  AND xact_start < clock_timestamp() - interval '150 milliseconds'
                """))
        .as("transactions that are open on the leader meanwhile")
        .isZero();

    servers.resumeReplay();
    assertThat(run.join()).isEqualTo(BackfillProcess.Result.COMPLETE);
    assertThat(places()).isEqualTo("standby");
    assertExact(FINDINGS / 100 + 10);
  }

  @Test
  void a_range_whose_scan_the_standby_cancels_is_scanned_again() throws Exception {
    Activation activation = history.activate(draft("all", ALL, true));
    history.database().transact("one range", tx -> plan(tx, activation, Integer.MAX_VALUE));
    awaitReplayed();
    servers.onStandby("ALTER SYSTEM SET max_standby_streaming_delay = 0");
    servers.onStandby("SELECT pg_reload_conf()");
    servers.resetStatistics();

    CompletableFuture<BackfillProcess.Result> run;
    try (Connection held = connect(settings.url())) {
      held.setAutoCommit(false);
      held.createStatement().execute("LOCK TABLE fencepost.backfill_ranges IN EXCLUSIVE MODE");
      run = begin(activation, ReadPreference.FOLLOWERS);
      // The scan is in the middle now: its first candidates wait to be confirmed.
      await()
          .atMost(LIMIT)
          .until(() -> servers.askPrimary("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
      try (Connection changing = connect(settings.url())) {
        changing.setAutoCommit(false);
        changing
            .createStatement()
            .execute("LOCK TABLE fencepost.findings IN ACCESS EXCLUSIVE MODE");
        changing.commit();
      }
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  servers.askStandby("SELECT sum(confl_lock) FROM pg_stat_database_conflicts") > 0);
    }

    assertThat(run.join()).isEqualTo(BackfillProcess.Result.COMPLETE);
    assertThat(history.count("SELECT count(*) FROM batch_job_instance"))
        .as("only the range was begun again, not the job")
        .isEqualTo(1);
    assertThat(
            history.count(
                "SELECT commit_count FROM batch_step_execution WHERE step_name LIKE 'range:%'"))
        .as("tries of the range")
        .isEqualTo(2);
    assertThat(places()).isEqualTo("standby");
    assertExact(FINDINGS);
    servers.onStandby("ALTER SYSTEM RESET max_standby_streaming_delay");
    servers.onStandby("SELECT pg_reload_conf()");
  }

  @Test
  void a_standby_that_is_away_is_waited_for_or_replaced_by_the_leader_as_was_asked() {
    Activation first = history.activate(draft("rare", RARE, true));
    Activation second = history.activate(draft("more", "finding.confidence >= 0.5", true));
    servers.killStandby();

    CompletableFuture<BackfillProcess.Result> waiting = begin(first, ReadPreference.FOLLOWERS);
    await().atMost(LIMIT).until(() -> reading().contains("is away"));
    assertThat(reading()).startsWith("the standby, which is away").endsWith("waiting for it");

    assertThat(run(second, ReadPreference.AUTO)).isEqualTo(BackfillProcess.Result.COMPLETE);
    assertThat(places()).as("the leader's own statement").isEqualTo("native");
    assertThat(
            history.text("SELECT reading FROM backfill_conduct WHERE job_id = " + second.jobId()))
        .startsWith("the leader, because the standby is away");
    assertThat(waiting).isNotDone();

    servers.restartStandby();
    assertThat(waiting.join()).isEqualTo(BackfillProcess.Result.COMPLETE);
    assertThat(places()).isEqualTo("native, standby");
    assertThat(new Verify(history.database()).all()).hasSize(2).allMatch(PolicyCheck::isExact);
  }

  @Test
  void what_is_no_standby_of_the_leader_is_refused() throws SQLException {
    Activation activation = history.activate(draft("rare", RARE, true));

    assertThat(run(activation, settings(ReadPreference.FOLLOWERS, null)))
        .isEqualTo(BackfillProcess.Result.REFUSED);
    assertThat(run(activation, settings(ReadPreference.AUTO, servers.primary().jdbcUrl())))
        .isEqualTo(BackfillProcess.Result.REFUSED);
    assertThat(run(activation, settings(ReadPreference.AUTO, TestPostgres.shared().jdbcUrl())))
        .isEqualTo(BackfillProcess.Result.REFUSED);
    assertThat(places()).isEmpty();

    try (Connection leader = connect(settings.url());
        Connection other = connect(TestPostgres.shared().jdbcUrl())) {
      StandbyCheck check = StandbyCheck.against(leader);
      assertThatThrownBy(() -> check.require(leader)).hasMessageContaining("no standby");
      assertThatThrownBy(() -> check.require(other)).hasMessageContaining("another database");
    }
    assertThat(run(activation, settings(ReadPreference.LEADER, null)))
        .isEqualTo(BackfillProcess.Result.COMPLETE);
    assertThat(reading()).isEqualTo("the leader, as asked for");
  }

  @Test
  void what_a_crash_of_the_server_undoes_is_judged_again() throws SQLException {
    onPrimary("ALTER DATABASE fencepost SET synchronous_commit = on");
    assertThat(run(history.activate(draft("p", ALL, true)), ReadPreference.LEADER))
        .isEqualTo(BackfillProcess.Result.COMPLETE);
    Activation narrower = history.activate(draft("p", "finding.confidence >= 0.5", true));
    plan(narrower);

    // Nothing but the frozen process would bring the log to disk without being waited for.
    Faults.freeze(logWriter());
    confirm(narrower, 0);
    assertThat(confirmed()).isEqualTo(1);
    crash();
    assertThat(confirmed()).as("ranges that the crash left confirmed").isZero();
    assertThat(resultsOf(2)).as("results that the crash left of the range").isZero();
    history
        .database()
        .transact(
            "close too early",
            tx ->
                SupersededResults.close(
                    tx, narrower.activationId(), SupersededResults.Position.START, FINDINGS));
    assertThat(resultsOf(1)).isEqualTo(FINDINGS);

    CompletableFuture<BackfillProcess.Result> run;
    try (Connection held = connect(settings.url())) {
      held.setAutoCommit(false);
      held.createStatement()
          .execute("SELECT FROM fencepost.backfill_ranges WHERE range_no = 2 FOR UPDATE");
      Faults.freeze(logWriter());
      run = begin(narrower, ReadPreference.LEADER);
      await().atMost(LIMIT).until(() -> confirmed() >= 2);
      crash();
    }
    assertThat(run.join()).isEqualTo(BackfillProcess.Result.COMPLETE);
    assertExact(FINDINGS / 2);
    onPrimary("ALTER DATABASE fencepost RESET synchronous_commit");
  }

  /** The servers of tests do not wait for their disks otherwise. */
  private void onPrimary(String statement) throws SQLException {
    try (Connection connection = connect(settings.url())) {
      connection.createStatement().execute(statement);
    }
  }

  private void confirm(Activation activation, int number) {
    history
        .database()
        .transact(
            "confirm",
            tx ->
                new NativeRange(Dialect.of(tx), new ScanPlans())
                    .confirm(tx, BackfillRange.of(tx, activation.activationId(), number)));
  }

  private static long logWriter() {
    return servers.askPrimary("SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'");
  }

  /** A process of the server dies, and the server gives up all memory and begins anew. */
  private void crash() {
    Faults.kill9(logWriter());
  }

  private long confirmed() {
    return history.count(
        "SELECT count(*) FROM backfill_ranges b WHERE status = 'CONFIRMED' AND activation_id = (SELECT max(activation_id) FROM backfill_ranges)");
  }

  private long resultsOf(int version) {
    return history.count(
        "SELECT count(*) FROM policy_results WHERE open AND policy_version = " + version);
  }

  private void plan(Activation activation) {
    history.database().transact("plan", tx -> plan(tx, activation, PER_RANGE));
  }

  private int plan(Connection transaction, Activation activation, int rows) throws SQLException {
    return new BackfillPlan(Dialect.of(transaction), rows)
        .fix(transaction, activation.activationId());
  }

  private void awaitReplayed() {
    long written = servers.askPrimary("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn");
    await()
        .atMost(LIMIT)
        .until(
            () -> servers.askStandby("SELECT pg_last_wal_replay_lsn() - '0/0'::pg_lsn") >= written);
  }

  private CompletableFuture<BackfillProcess.Result> begin(
      Activation activation, ReadPreference readFrom) {
    return CompletableFuture.supplyAsync(() -> run(activation, readFrom));
  }

  private BackfillProcess.Result run(Activation activation, ReadPreference readFrom) {
    return run(activation, settings(readFrom, servers.standby().jdbcUrl()));
  }

  private static BackfillProcess.Result run(Activation activation, BackfillSettings with) {
    return new BackfillProcess(with, activation.jobId()).run();
  }

  private BackfillSettings settings(ReadPreference readFrom, @Nullable String followerUrl) {
    return new BackfillSettings(
        settings,
        readFrom,
        followerUrl,
        2,
        PER_RANGE,
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1));
  }

  private String places() {
    return history.text(
        "SELECT coalesce(string_agg(DISTINCT read_from, ', ' ORDER BY read_from), '')"
            + " FROM backfill_ranges");
  }

  private String reading() {
    return history.text("SELECT coalesce(string_agg(reading, '; '), '') FROM backfill_conduct");
  }

  private void assertExact(long open) {
    assertThat(history.count("SELECT count(*) FROM policy_results WHERE open")).isEqualTo(open);
    assertThat(new Verify(history.database()).all()).hasSize(1).allMatch(PolicyCheck::isExact);
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, "fencepost", "");
  }
}

package dev.fencepost.backfill;

import static dev.fencepost.backfill.SampleHistory.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.core.pace.LandingLately;
import dev.fencepost.core.pace.LandingTimes;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.landing.LandingLatency;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backfill on a real database, beside landings that say how long they take. */
class PacedBackfillIT {

  private static final int FINDINGS = 30_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** The backfill's clock goes so much faster than the landings'. */
  private static final int CLOCK_SPEED = 4;

  /** Of the five latest. */
  private static final String SHORTEST_MILLIS_BETWEEN_LATE_RANGES =
      """
      SELECT min(extract(milliseconds FROM gap))::bigint FROM (
        SELECT updated_at - lag(updated_at) OVER (ORDER BY updated_at) AS gap FROM backfill_ranges
        WHERE status = 'CONFIRMED' ORDER BY updated_at DESC LIMIT 5
      ) late
      """;

  private final AtomicLong landingMillis = new AtomicLong(10);
  private final AtomicLong waitMillis = new AtomicLong(200);
  private final AtomicInteger busyPercent = new AtomicInteger();
  private final ScheduledExecutorService landings = Executors.newSingleThreadScheduledExecutor();
  private TestDatabase server;
  private ConnectionSource.Settings settings;
  private SampleHistory history;

  @BeforeEach
  void open() throws SQLException {
    server = TestDatabase.fresh();
    settings = new ConnectionSource.Settings(server.jdbcUrl(), server.user(), "", "test");
    history = SampleHistory.written(settings, FINDINGS);
    makeResultsSlow();
    ScheduledFuture<?> unused =
        landings.scheduleWithFixedDelay(this::note, 0, 200, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void close() {
    landings.shutdownNow();
    server.close();
  }

  @Test
  void a_backfill_gives_way_to_slow_or_late_landings_without_stopping_and_speeds_up_again()
      throws SQLException {
    Activation activation = history.activate(draft("p", "finding.confidence >= 0.5", true));
    CompletableFuture<BackfillProcess.Result> run =
        CompletableFuture.supplyAsync(() -> run(activation));
    await().atMost(LIMIT).until(() -> conduct().startsWith("2: landings take 10 ms"));

    landingMillis.set(900);
    await().atMost(LIMIT).until(() -> conduct().startsWith("0: landings take 900 ms"));
    assertThat(conduct()).contains("slow: pausing");
    assertThat(run).isNotDone();

    long atThePause = confirmed();
    await().atMost(LIMIT).until(() -> confirmed() > atThePause + 2);
    assertThat(run).as("slowly, but it goes on").isNotDone();

    landingMillis.set(10);
    await().atMost(LIMIT).until(() -> conduct().startsWith("2: landings take 10 ms"));

    waitMillis.set(5_000);
    await().atMost(LIMIT).until(() -> conduct().startsWith("0: records wait to be landed"));
    waitMillis.set(200);
    await().atMost(LIMIT).until(() -> conduct().startsWith("2: landings take 10 ms"));
    takes("0.001");
    assertThat(run.join()).isEqualTo(BackfillProcess.Result.COMPLETE);
    assertThat(new Verify(history.database()).all()).hasSize(1).allMatch(PolicyCheck::isExact);
  }

  @Test
  void a_backfill_rests_after_each_range_while_landings_are_busy() throws SQLException {
    busyPercent.set(90);
    await().atMost(LIMIT).until(() -> history.count("SELECT count(*) FROM landing_latency") == 1);
    Activation activation = history.activate(draft("p", "finding.confidence >= 0.5", true));
    CompletableFuture<BackfillProcess.Result> run =
        CompletableFuture.supplyAsync(() -> run(activation));
    await().atMost(LIMIT).until(() -> conduct().startsWith("1: landings take 10 ms"));
    assertThat(conduct()).endsWith("and 90 % of the time: 0.13 ranges at once");
    long before = confirmed();
    await().atMost(LIMIT).until(() -> confirmed() > before + 5);

    // The results of a range take 30 ms, and seven times as long is rested after it.
    assertThat(history.count(SHORTEST_MILLIS_BETWEEN_LATE_RANGES)).isGreaterThan(200);
    busyPercent.set(0);
    await().atMost(LIMIT).until(() -> conduct().endsWith("2: landings take 10 ms, usually 10 ms"));
    takes("0.001");
    assertThat(run.join()).isEqualTo(BackfillProcess.Result.COMPLETE);
    assertThat(new Verify(history.database()).all()).hasSize(1).allMatch(PolicyCheck::isExact);
  }

  /** Without this a quick machine is done before the landings have become slow. */
  private void makeResultsSlow() throws SQLException {
    takes("0.03");
    execute(
        """
        CREATE TRIGGER take_a_while BEFORE INSERT ON policy_results
          FOR EACH STATEMENT EXECUTE FUNCTION take_a_while()
        """);
  }

  /** From now on the results of a range take so many seconds at least. */
  private void takes(String seconds) throws SQLException {
    execute(
        """
        CREATE OR REPLACE FUNCTION take_a_while() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_sleep(%s); RETURN NULL; END $$
        """
            .formatted(seconds));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = settings.connect()) {
      Jdbc.execute(connection, sql);
    }
  }

  private void note() {
    history
        .database()
        .transact(
            "note",
            tx -> {
              LandingLatency.note(
                  tx,
                  "one",
                  new LandingLately(
                      new LandingTimes(landingMillis.get(), waitMillis.get()), busyPercent.get()));
              return 0;
            });
  }

  private BackfillProcess.Result run(Activation activation) {
    BackfillSettings with =
        BackfillSettings.of(
            Map.of(
                "FENCEPOST_DB_URL",
                settings.url(),
                "FENCEPOST_DB_USER",
                settings.user(),
                "FENCEPOST_BACKFILL_ROWS_PER_RANGE",
                "1"));
    Instant start = Instant.now();
    InstantSource fast =
        () -> start.plus(Duration.between(start, Instant.now()).multipliedBy(CLOCK_SPEED));
    return new BackfillProcess(with, activation.jobId(), fast).run();
  }

  private long confirmed() {
    return history.count("SELECT count(*) FROM backfill_ranges WHERE status = 'CONFIRMED'");
  }

  private String conduct() {
    return history.text(
        "SELECT coalesce(string_agg(ranges_at_once || ': ' || pace, '; '), '')"
            + " FROM backfill_conduct");
  }
}

package dev.fencepost.bench.backfill;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.postgres.PostgresSettings;
import dev.fencepost.local.postgres.PostgresStandby;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The servers that every contestant works on.
 *
 * @param settings of the primary
 */
record Stage(
    Home home,
    PostgresServer primary,
    PostgresStandby standby,
    ConnectionSource.Settings settings) {

  private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(50);

  /** Loads the findings before the standby is copied, so that it begins with them. */
  static Stage set(Home home, LandedFindings findings) throws Exception {
    PostgresServer primary = PostgresServer.start(home, PostgresSettings.in(home));
    ConnectionSource.Settings settings =
        new ConnectionSource.Settings(primary.jdbcUrl(), primary.user(), "", "fencepost-bench");
    Schema.migrate(settings);
    findings.load(settings);
    PostgresStandby standby = PostgresStandby.start(home, primary, PostgresSettings.in(home));
    return new Stage(home, primary, standby, settings);
  }

  Database database() {
    return Database.connecting(settings);
  }

  /** Removes what a turn wrote, writes everything to disk, and lets the standby catch up. */
  void reset() throws Exception {
    try (Connection connection = settings.connect()) {
      Jdbc.execute(
          connection,
          """
          TRUNCATE policy_results, backfill_ranges, backfill_conduct, policy_versions,
            policy_activations, policies, jobs, batch_job_instance CASCADE
          """);
    }
    try (Connection superuser = primary.superuser()) {
      Jdbc.execute(superuser, "CHECKPOINT");
      awaitStandby(superuser);
    }
  }

  private static void awaitStandby(Connection superuser) throws Exception {
    long giveUpAt = System.nanoTime() + CATCH_UP_LIMIT.toNanos();
    while (!Jdbc.one(
        superuser,
        """
        SELECT coalesce(bool_and(replay_lsn >= pg_current_wal_flush_lsn()), false)
        FROM pg_stat_replication
        """,
        row -> row.getBoolean(1))) {
      if (System.nanoTime() > giveUpAt) {
        throw new IllegalStateException("the standby does not catch up");
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  /** How many results are open. */
  long results() throws SQLException {
    try (Connection connection = settings.connect()) {
      return Jdbc.one(
          connection, "SELECT count(*) FROM policy_results WHERE open", row -> row.getLong(1));
    }
  }
}

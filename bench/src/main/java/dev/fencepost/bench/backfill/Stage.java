package dev.fencepost.bench.backfill;

import dev.fencepost.bench.stage.LandedFindings;
import dev.fencepost.bench.stage.Servers;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresSettings;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;

/** The servers that every contestant works on, and the history that they hold. */
record Stage(Servers servers) {

  /** Loads the findings before the standby is copied, so that it begins with them. */
  static Stage set(Home home, LandedFindings findings) throws Exception {
    Servers servers = Servers.start(home, PostgresSettings.in(home));
    Schema.migrate(servers.database());
    findings.load(servers.database());
    return new Stage(servers.withStandby());
  }

  Home home() {
    return servers.home();
  }

  /** Of the primary. */
  ConnectionSource.Settings settings() {
    return servers.database();
  }

  /** Removes what a turn wrote, writes everything to disk, and lets the standby catch up. */
  void reset() throws Exception {
    try (Connection connection = settings().connect()) {
      Jdbc.execute(
          connection,
          """
          TRUNCATE policy_results, backfill_ranges, backfill_conduct, policy_versions,
            policy_activations, policies, jobs, batch_job_instance CASCADE
          """);
    }
    servers.settle();
  }

  /** How many results are open. */
  long results() throws SQLException {
    try (Connection connection = settings().connect()) {
      return Jdbc.one(
          connection, "SELECT count(*) FROM policy_results WHERE open", row -> row.getLong(1));
    }
  }
}

package dev.fencepost.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.cli.CommandRun;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.landing.LandingSources;
import dev.fencepost.engine.landing.LogRange;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.home.TestHome;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thirty findings of which every third matches, and results that somebody tampered with. */
class RepairIT {

  private final Home home = TestHome.create();
  private final TestDatabase store =
      TestDatabase.copyOf("migrated", empty -> Schema.migrate(settings(empty)));
  private final Database database = Database.connecting(settings(store));
  private String said = "";

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }

  @BeforeEach
  void judge() {
    new LandingSources(database)
        .open("cluster", "topic", "findings", Map.of(0, new LogRange(0, 30)));
    change(
        """
        INSERT INTO findings SELECT 'f' || to_char(i, 'FM00'),
          CASE i % 3 WHEN 0 THEN 'US_SSN' ELSE 'URL' END, 0.5, 1, 'd', 'default', 'p', '', '{}',
          now(), 0, 1, 0, i, NULL, 1, false, now()
        FROM generate_series(0, 29) i
        """);
    change("UPDATE landing_progress SET next_offset = 30");
    PolicyDraft draft =
        new PolicyDraft("p", "finding.info_type == 'US_SSN'", true, "high", "", Map.of(), "p");
    long job =
        new Fence(database)
            .activate(new ActivationRequest("request", "test", null, List.of(draft), null))
            .jobId();
    assertThat(run("backfill", "run", Long.toString(job))).as(said).isZero();
    assertThat(run("policy", "verify", "p")).as(said).isZero();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void tamper() {
    change("DELETE FROM policy_results WHERE finding_id = 'f03'");
    change("UPDATE policy_results SET finding_id = 'f01' WHERE finding_id = 'f06'");
    change("UPDATE policy_results SET source_offset = 0 WHERE finding_id = 'f09'");
  }

  @Test
  void differences_are_explained() {
    tamper();

    assertThat(run("policy", "verify", "p")).isEqualTo(3);

    assertThat(said)
        .contains("p: missing, finding f03")
        .contains("p: extra, finding f01")
        .contains("p: stale, finding f09")
        .contains("finding.info_type = URL")
        .contains("finding.info_type = US_SSN");
    assertThat(versions()).isEqualTo(1);
  }

  @Test
  void a_repair_judges_again_under_a_fence_and_leaves_nothing_wrong() {
    tamper();

    assertThat(run("policy", "verify", "--all", "--repair")).as(said).isZero();

    assertThat(said).contains("judging p again as version 2 under fence 2");
    assertThat(open()).isEqualTo(10);
    assertThat(run("policy", "verify", "p")).as(said).isZero();
    assertThat(new ProcessTable(home).all()).isEmpty();
  }

  @Test
  void a_repair_of_what_is_right_changes_nothing() {
    assertThat(run("policy", "verify", "--all", "--repair")).as(said).isZero();

    assertThat(versions()).isEqualTo(1);
  }

  private int run(String... arguments) {
    CommandRun run = CommandRun.on(store, home.folder(), arguments);
    said = run.messages();
    return run.exitCode();
  }

  private void change(String sql) {
    database.transact("change", tx -> Jdbc.update(tx, sql));
  }

  private long versions() {
    return count("SELECT count(*) FROM policy_versions");
  }

  private long open() {
    return count("SELECT count(*) FROM policy_results WHERE open");
  }

  private long count(String sql) {
    return database.transact("count", tx -> Jdbc.one(tx, sql, row -> row.getLong(1)));
  }
}

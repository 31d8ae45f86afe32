package dev.fencepost.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.cli.CommandRun;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.landing.LandingSources;
import dev.fencepost.engine.landing.LogRange;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.home.TestHome;
import dev.fencepost.testkit.postgres.TestReplication;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A policy without a finding that matches, on a leader with a standby. */
class VerifyPlaceIT {

  private static final TestReplication SERVERS = TestReplication.start();

  private final Path home = TestHome.create().folder();
  private final ConnectionSource.Settings leader = settings();
  private final Database database = Database.connecting(leader);

  private static ConnectionSource.Settings settings() {
    return new ConnectionSource.Settings(
        SERVERS.primary().jdbcUrl(), SERVERS.primary().user(), "", "test");
  }

  @BeforeAll
  static void apply_a_policy() throws SQLException {
    Schema.migrate(settings());
    Database database = Database.connecting(settings());
    new LandingSources(database)
        .open("cluster", "topic", "findings", Map.of(0, new LogRange(0, 9)));
    PolicyDraft draft =
        new PolicyDraft("p", "finding.info_type == 'US_SSN'", true, "high", "", Map.of(), "p");
    new Fence(database)
        .activate(new ActivationRequest("request", "test", null, List.of(draft), null));
  }

  @AfterAll
  static void stop() {
    SERVERS.close();
  }

  @Test
  void what_was_committed_before_the_command_is_seen_on_the_standby() {
    tamper("a");

    CommandRun run = verify(SERVERS.standby().jdbcUrl());

    assertThat(run.exitCode()).as(run.messages()).isEqualTo(3);
    assertThat(run.messages()).contains("reading on the standby").contains("p: extra, finding a");
    repair();
  }

  @Test
  void a_standby_that_stays_behind_is_not_believed() {
    SERVERS.pauseReplay();
    tamper("b");

    CommandRun run = verify(SERVERS.standby().jdbcUrl());
    SERVERS.resumeReplay();

    assertThat(run.exitCode()).as(run.messages()).isEqualTo(3);
    assertThat(run.messages())
        .contains("reading on the leader: the standby is more than 5 s behind")
        .contains("p: extra, finding b");
    repair();
  }

  @Test
  void a_follower_that_is_no_standby_or_away_is_said_and_not_read() {
    assertThat(verify(SERVERS.primary().jdbcUrl()).messages())
        .contains(
            "reading on the leader: FENCEPOST_FOLLOWER_URL leads to a server that is no standby");
    assertThat(verify("jdbc:yugabytedb://127.0.0.1:1/fencepost").messages())
        .contains("reading on the leader: the standby did not answer");
  }

  @Test
  void without_a_follower_the_leader_is_read_and_a_backfill_that_wants_one_is_refused() {
    CommandRun verified = verify("");
    CommandRun backfill = run("", "backfill", "run", "1", "--read", "followers");

    assertThat(verified.exitCode()).as(verified.messages()).isZero();
    assertThat(verified.messages()).doesNotContain("reading on");
    assertThat(backfill.exitCode()).isEqualTo(2);
    assertThat(backfill.messages()).contains("followers were asked for, but none is known");
  }

  private CommandRun verify(String follower) {
    return run(follower, "policy", "verify", "p");
  }

  private CommandRun run(String follower, String... arguments) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FENCEPOST_DB_URL", leader.url());
    environment.put("FENCEPOST_DB_USER", leader.user());
    environment.put("FENCEPOST_FOLLOWER_URL", follower);
    return CommandRun.of(home, environment, arguments);
  }

  /** An open result that no finding accounts for. */
  private void tamper(String finding) {
    change(
        "INSERT INTO policy_results (finding_id, policy_id, policy_version, scan_epoch, source_no,"
            + " source_offset, open, origin, opened_at, updated_at)"
            + " SELECT '"
            + finding
            + "', policy_id, 1, 0, 1, 0, true, 'STREAM', now(), now() FROM policies");
    // A version whose backfill runs answers for the stream's findings only.
    change("UPDATE policy_versions SET status = 'ACTIVE'");
  }

  private void repair() {
    change("DELETE FROM policy_results");
  }

  private void change(String statement) {
    database.transact("change what is stored", tx -> Jdbc.update(tx, statement));
  }
}

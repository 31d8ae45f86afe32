package dev.fencepost.engine.backfill;

import static dev.fencepost.engine.history.HistoryDatabase.changed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.engine.backfill.BackfillCompletion.Outcome;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.fence.CatchUp;
import dev.fencepost.engine.history.HistoryDatabase;
import dev.fencepost.engine.history.HistoryDatabase.Draft;
import dev.fencepost.engine.history.SeededFindings;
import dev.fencepost.engine.landing.LandingSources;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CompletionIT {

  private static final String SSN = "finding.info_type == \"US_SSN\"";
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final HistoryDatabase history = new HistoryDatabase();
  private final List<Finding> findings = new SeededFindings(3).many(200);

  @AfterEach
  void drop() {
    history.close();
  }

  @Test
  void nothing_completes_while_a_range_is_left() throws SQLException {
    history.land(findings);
    BackfillRun run = new BackfillRun(history, history.activate(Draft.streaming("p", SSN)));
    List<BackfillRange> ranges = run.plan(10);
    assertThat(ranges).hasSizeGreaterThan(2);
    run.confirm(ranges.get(0), run.scan(ranges.get(0)));

    assertThat(run.complete()).isEqualTo(Outcome.RANGES_LEFT);
    assertThat(history.ask("SELECT status FROM policy_versions")).isEqualTo("BACKFILLING");
  }

  @Test
  void ranges_are_cut_once() {
    history.land(findings);
    BackfillRun run = new BackfillRun(history, history.activate(Draft.streaming("p", SSN)));
    List<BackfillRange> first = run.plan(50);

    history.land(new SeededFindings(4).many(2_000));

    assertThat(run.plan(1)).isEqualTo(first);
  }

  @Test
  void a_backfill_only_policy_follows_the_stream_until_it_is_caught_up_and_freezes()
      throws SQLException {
    history.land(findings);
    Activation activated =
        history.activate(1, new Draft("once", SSN, false), Draft.streaming("always", SSN));
    BackfillRun run = new BackfillRun(history, activated);

    assertThat(run.all()).isEqualTo(Outcome.WAITING_FOR_STREAM);
    assertThat(status("once")).isEqualTo("BACKFILLING");
    assertThat(status("always")).isEqualTo("ACTIVE");
    assertThat(history.ask("SELECT count(caught_up_at) FROM policy_versions")).isEqualTo("0");

    // Enough new findings that both partitions reach the ends that Kafka had at the fence.
    history.land(new SeededFindings(5).many(220).subList(200, 220));
    assertThat(run.complete()).isEqualTo(Outcome.COMPLETE);
    assertThat(status("once")).isEqualTo("FROZEN");
    assertThat(new CatchUp(history.database()).check()).isEmpty();
    assertThat(history.ask("SELECT count(caught_up_at) FROM policy_versions")).isEqualTo("2");

    int before = history.open("once").size();
    history.land(changed(findings.get(0), "US_SSN", 0.77));
    history.land(changed(new SeededFindings(6).one("new"), "US_SSN", 0.77));
    assertThat(history.open("once")).hasSize(before);
    PolicyCheck frozen = new Verify(history.database()).of(List.of("once")).get(0);
    assertThat(frozen.scope()).isEqualTo(PolicyCheck.Scope.UNTIL_FREEZE);
    assertThat(frozen.isExact()).isTrue();
    assertThat(frozen.changedSinceFreeze()).isEqualTo(2);
    assertThat(frozen.checked()).isEqualTo(219);
  }

  @Test
  void what_a_topic_still_held_that_was_recreated_is_not_waited_for() throws SQLException {
    history.land(findings);
    BackfillRun run =
        new BackfillRun(
            history,
            history.activate(1, new Draft("once", SSN, false), Draft.streaming("always", SSN)));
    assertThat(run.all()).isEqualTo(Outcome.WAITING_FOR_STREAM);

    new LandingSources(history.database())
        .accept("cluster", "another topic", "findings", "test", "it was recreated");

    assertThat(run.complete()).isEqualTo(Outcome.COMPLETE);
    assertThat(status("once")).isEqualTo("FROZEN");
    assertThat(new CatchUp(history.database()).check()).isEmpty();
  }

  @Test
  void freezing_raises_the_generation_so_that_the_stream_lets_go() throws SQLException {
    history.land(findings);
    BackfillRun run = new BackfillRun(history, history.activate(new Draft("once", SSN, false)));

    run.all();

    assertThat(history.ask("SELECT generation FROM policy_generation")).isEqualTo("2");
    assertThat(history.ask("SELECT min(policy_generation) FROM landing_progress")).isEqualTo("2");
  }

  @Test
  void a_backfill_whose_policies_were_all_retired_ends() throws SQLException {
    history.land(findings);
    BackfillRun run = new BackfillRun(history, history.activate(Draft.streaming("p", SSN)));
    List<BackfillRange> ranges = run.plan(100);
    history.retire("p");
    for (BackfillRange range : ranges) {
      run.confirm(range, run.scan(range));
    }

    assertThat(run.complete()).isEqualTo(Outcome.NOTHING_LEFT);
    assertThat(history.ask("SELECT status FROM jobs")).isEqualTo("CANCELLED");
  }

  @Test
  void one_process_at_a_time_holds_a_backfill() throws SQLException {
    Activation activated = history.activate(Draft.streaming("p", SSN));

    BackfillClaim first = claim(activated.jobId(), "one");
    assertThat(first).isInstanceOf(BackfillClaim.Granted.class);
    assertThat(claim(activated.jobId(), "two")).isEqualTo(new BackfillClaim.Held("one"));

    BackfillLease lease = ((BackfillClaim.Granted) first).lease();
    assertThat(renew(lease, Duration.ZERO)).isTrue();
    BackfillClaim second = claim(activated.jobId(), "two");
    assertThat(second).isInstanceOf(BackfillClaim.Granted.class);
    assertThat(renew(lease, LIFETIME)).isFalse();

    BackfillRun own = new BackfillRun(history, history.activate(Draft.streaming("q", SSN)));
    assertThat(own.all()).isEqualTo(Outcome.COMPLETE);
    assertThat(claim(4711, "two")).isEqualTo(new BackfillClaim.Unknown());
  }

  @Test
  void a_lease_that_was_lost_completes_nothing() throws SQLException {
    history.land(findings);
    Activation activated = history.activate(Draft.streaming("p", SSN));
    BackfillRun run = new BackfillRun(history, activated);
    for (BackfillRange range : run.plan(100)) {
      run.confirm(range, run.scan(range));
    }
    history.ask("UPDATE jobs SET version = version + 1 RETURNING version");

    assertThat(run.complete()).isEqualTo(Outcome.LEASE_LOST);
    assertThat(history.ask("SELECT status FROM policy_versions")).isEqualTo("BACKFILLING");
  }

  @Test
  void progress_is_told_by_the_database() throws SQLException {
    history.land(findings);
    Activation activated = history.activate(Draft.streaming("b", SSN), Draft.streaming("a", SSN));
    BackfillRun run = new BackfillRun(history, activated);
    List<BackfillRange> ranges = run.plan(10);
    int written = run.confirm(ranges.get(0), run.scan(ranges.get(0)));

    BackfillProgress half = progress(activated);
    assertThat(half.policies()).containsExactly("a", "b");
    assertThat(half.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(half.ranges()).isEqualTo(ranges.size());
    assertThat(half.rangesConfirmed()).isEqualTo(1);
    assertThat(half.results()).isEqualTo(written);
    assertThat(half.remaining()).isPresent();

    run.all();
    assertThat(progress(activated).fraction()).isEqualTo(1.0);
    assertThat(progress(activated).remaining()).contains(Duration.ZERO);
  }

  private BackfillProgress progress(Activation activated) {
    return history
        .database()
        .transact("progress", tx -> BackfillProgress.of(tx, activated.jobId()).orElseThrow());
  }

  private BackfillClaim claim(long jobId, String owner) {
    return history
        .database()
        .transact("claim", tx -> BackfillJobs.claim(tx, jobId, owner, LIFETIME));
  }

  private boolean renew(BackfillLease lease, Duration lifetime) {
    return history.database().transact("renew", tx -> BackfillJobs.renew(tx, lease, lifetime));
  }

  private String status(String policy) {
    return history.ask(
        "SELECT v.status FROM policy_versions v JOIN policies p USING (policy_id) WHERE p.name = '"
            + policy
            + "'");
  }
}

package dev.fencepost.engine.backfill;

import static dev.fencepost.engine.history.HistoryDatabase.changed;
import static dev.fencepost.engine.history.HistoryDatabase.matching;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.history.HistoryDatabase;
import dev.fencepost.engine.history.HistoryDatabase.Draft;
import dev.fencepost.engine.history.SeededFindings;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import dev.fencepost.sql.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BackfillIT {

  private static final String SSN = "finding.info_type == \"US_SSN\" && finding.confidence >= 0.5";
  private static final String PUBLIC = "finding.labels[\"public\"] == \"true\"";
  private static final String PATTERN = "finding.object_path.matches(\"^folder/1[0-9]\")";

  private final HistoryDatabase history = new HistoryDatabase();
  private final List<Finding> findings = new SeededFindings(7).many(400);

  @AfterEach
  void drop() {
    history.close();
  }

  @Test
  void several_policies_share_one_scan_and_get_what_cel_says() throws SQLException {
    history.land(findings);
    Activation activated =
        history.activate(
            Draft.streaming("ssn", SSN),
            Draft.streaming("public", PUBLIC),
            Draft.streaming("pattern", PATTERN));

    assertThat(new BackfillRun(history, activated).all())
        .isEqualTo(BackfillCompletion.Outcome.COMPLETE);

    assertThat(history.open("ssn", "BACKFILL")).isEqualTo(matching(SSN, findings)).isNotEmpty();
    assertThat(history.open("public", "BACKFILL")).isEqualTo(matching(PUBLIC, findings));
    assertThat(history.open("pattern", "BACKFILL")).isEqualTo(matching(PATTERN, findings));
    assertExact();
    assertThat(history.ask("SELECT status FROM jobs")).isEqualTo("COMPLETED");
    assertThat(history.ask("SELECT min(caught_up_at) IS NOT NULL FROM policy_versions"))
        .isEqualTo("t");
  }

  @Test
  void the_native_way_gets_the_same() {
    history.land(findings);
    Activation activated =
        history.activate(Draft.streaming("ssn", SSN), Draft.streaming("public", PUBLIC));
    BackfillRun run = new BackfillRun(history, activated);

    run.plan(100).forEach(run::confirmNatively);

    assertThat(run.complete()).isEqualTo(BackfillCompletion.Outcome.COMPLETE);
    assertThat(history.open("ssn", "BACKFILL")).isEqualTo(matching(SSN, findings));
    assertThat(history.open("public", "BACKFILL")).isEqualTo(matching(PUBLIC, findings));
    assertExact();
  }

  @Test
  void candidates_come_in_the_order_in_which_landings_lock_findings() throws SQLException {
    for (int i = findings.size() - 1; i >= 0; i--) {
      history.land(findings.get(i));
    }
    BackfillRun run = new BackfillRun(history, history.activate(Draft.streaming("ssn", SSN)));

    for (BackfillRange range : run.plan(1_000)) {
      assertThat(run.scan(range)).extracting(Candidate::findingId).hasSizeGreaterThan(2).isSorted();
    }
  }

  @Test
  void only_conditions_that_the_database_decides_run_natively() {
    Activation exact = history.activate(Draft.streaming("ssn", SSN));
    Activation mixed = history.activate(Draft.streaming("a", SSN), Draft.streaming("b", PATTERN));

    assertThat(suits(exact)).isTrue();
    assertThat(suits(mixed)).isFalse();
  }

  private boolean suits(Activation activated) {
    return history
        .database()
        .transact("ask", tx -> NativeRange.suits(tx, activated.activationId()));
  }

  @Test
  void what_lands_after_the_fence_is_the_streams() throws SQLException {
    history.land(findings);
    Activation activated = history.activate(Draft.streaming("ssn", SSN));
    Finding late = changed(new SeededFindings(8).one("late"), "US_SSN", 0.9);
    history.land(late);

    new BackfillRun(history, activated).all();

    assertThat(history.open("ssn", "BACKFILL")).isEqualTo(matching(SSN, findings));
    assertThat(history.open("ssn", "STREAM")).containsExactly("late");
    assertExact();
  }

  @Test
  void a_finding_that_changes_between_scan_and_confirm_is_the_streams() throws SQLException {
    history.land(findings);
    NavigableSet<String> before = matching(SSN, findings);
    Finding stays = byId(before.first());
    Finding leaves = byId(before.last());
    Finding comes = byId(firstOutside(before));
    Finding goes = byId(before.higher(stays.id()));
    BackfillRun run = new BackfillRun(history, history.activate(Draft.streaming("ssn", SSN)));

    for (BackfillRange range : run.plan(100)) {
      List<Candidate> candidates = run.scan(range);
      if (range.number() == 0) {
        history.land(changed(stays, "US_SSN", 1.0));
        history.land(changed(leaves, "EMAIL", 1.0));
        history.land(changed(comes, "US_SSN", 1.0));
        history.delete(goes);
      }
      run.confirm(range, candidates);
    }
    run.complete();

    assertThat(history.open("ssn", "STREAM")).containsExactlyInAnyOrder(stays.id(), comes.id());
    assertThat(history.open("ssn")).doesNotContain(leaves.id(), goes.id());
    assertExact();
  }

  @Test
  void a_policy_that_is_retired_between_scan_and_confirm_gets_no_results() throws SQLException {
    history.land(findings);
    BackfillRun run =
        new BackfillRun(
            history,
            history.activate(Draft.streaming("ssn", SSN), Draft.streaming("public", PUBLIC)));
    List<BackfillRange> ranges = run.plan(1_000_000);
    List<Candidate> candidates = run.scan(ranges.get(0));

    history.retire("ssn");
    run.confirm(ranges.get(0), candidates);

    assertThat(run.complete()).isEqualTo(BackfillCompletion.Outcome.COMPLETE);
    assertThat(history.open("ssn")).isEmpty();
    assertThat(history.open("public")).isEqualTo(matching(PUBLIC, findings));
  }

  @Test
  void doing_a_range_again_changes_nothing() throws SQLException {
    history.land(findings);
    BackfillRun run = new BackfillRun(history, history.activate(Draft.streaming("ssn", SSN)));
    BackfillRange range = run.plan(1_000_000).get(0);
    List<Candidate> candidates = run.scan(range);

    assertThat(run.confirm(range, candidates)).isEqualTo(matching(SSN, findings).size());
    assertThat(run.confirm(range, candidates)).isZero();
    assertThat(run.confirmNatively(range)).isZero();
    assertThat(history.ask("SELECT confirmed FROM backfill_ranges"))
        .isEqualTo(String.valueOf(candidates.size()));
  }

  @Test
  void a_new_version_closes_what_only_the_old_one_matched() throws SQLException {
    history.land(findings);
    new BackfillRun(history, history.activate(Draft.streaming("p", SSN))).all();
    new BackfillRun(history, history.activate(Draft.streaming("p", PUBLIC))).all();

    assertThat(history.open("p")).isEqualTo(matching(PUBLIC, findings));
    assertExact();

    new BackfillRun(history, history.activate(Draft.streaming("p", "false"))).all();

    assertThat(history.open("p")).isEmpty();
    assertExact();
  }

  @Test
  void closing_spares_what_the_stream_renewed() throws SQLException {
    history.land(findings);
    new BackfillRun(history, history.activate(Draft.streaming("p", SSN))).all();
    NavigableSet<String> onlyOld = matching(SSN, findings);
    onlyOld.removeAll(matching(PATTERN, findings));
    Finding renewed = byId(onlyOld.first());
    BackfillRun run = new BackfillRun(history, history.activate(Draft.streaming("p", PATTERN)));
    for (BackfillRange range : run.plan(100)) {
      run.confirm(range, run.scan(range));
    }
    history.land(
        new Finding(
            renewed.id(),
            "US_SSN",
            1,
            1,
            "docs",
            "default",
            "folder/11",
            "",
            renewed.labels(),
            renewed.discoveredAt()));

    run.complete();

    assertThat(history.open("p", "STREAM")).containsExactly(renewed.id());
    assertExact();
  }

  @Test
  void evaluation_errors_are_counted_once() throws SQLException {
    history.land(findings);
    String condition = "finding.labels[\"public\"].matches(\"^t\")";
    long unlabelled = findings.stream().filter(f -> f.labels().isEmpty()).count();
    Activation activated = history.activate(Draft.streaming("p", condition));
    BackfillRun run = new BackfillRun(history, activated);
    BackfillRange range = run.plan(1_000_000).get(0);
    try (Connection connection = history.settings().connect();
        RangeScan scan =
            RangeScan.open(
                    connection,
                    history.database().dialect(),
                    ScanPlace.LEADER,
                    Duration.ofSeconds(2),
                    range)
                .orElseThrow()) {
      List<Candidate> candidates = scan.next(Integer.MAX_VALUE);
      assertThat(candidates).hasSize(matching(condition, findings).size());
      long errors = scan.errors().values().stream().mapToLong(Long::longValue).sum();
      assertThat(errors).isBetween(0L, unlabelled);
      RangeTally tally =
          new RangeTally(scan.rows(), candidates.size(), scan.errors(), ScanPlace.LEADER);
      Dialect dialect = history.database().dialect();
      for (int i = 0; i < 2; i++) {
        history
            .database()
            .transact(
                "finish",
                tx -> {
                  RangeConfirm.begin(tx, dialect, range).finish(tally);
                  return tally;
                });
      }
      assertThat(history.ask("SELECT evaluation_errors FROM policy_versions"))
          .isEqualTo(String.valueOf(errors));
      assertThat(history.ask("SELECT rows_scanned FROM backfill_ranges")).isEqualTo("400");
    }
  }

  @Test
  void a_snapshot_that_does_not_reach_the_fence_is_not_used() throws SQLException {
    try (Connection connection = history.settings().connect()) {
      assertThat(
              RangeScan.open(
                  connection,
                  history.database().dialect(),
                  ScanPlace.LEADER,
                  Duration.ofSeconds(2),
                  new BackfillRange(4711, 0, null, null)))
          .isEmpty();
    }
  }

  private void assertExact() {
    List<PolicyCheck> checks = new Verify(history.database()).all();
    assertThat(checks).isNotEmpty().allSatisfy(check -> assertThat(check.isExact()).isTrue());
    assertThat(checks)
        .allSatisfy(check -> assertThat(check.scope()).isEqualTo(PolicyCheck.Scope.ALL));
  }

  private Finding byId(String id) {
    return findings.stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  private String firstOutside(NavigableSet<String> ids) {
    return findings.stream()
        .map(Finding::id)
        .filter(id -> !ids.contains(id))
        .findFirst()
        .orElseThrow();
  }
}

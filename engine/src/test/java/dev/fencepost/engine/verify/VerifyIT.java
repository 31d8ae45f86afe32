package dev.fencepost.engine.verify;

import static dev.fencepost.engine.history.HistoryDatabase.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.history.HistoryDatabase;
import dev.fencepost.engine.history.HistoryDatabase.Draft;
import dev.fencepost.engine.history.SeededFindings;
import dev.fencepost.engine.verify.PolicyCheck.Difference;
import dev.fencepost.engine.verify.PolicyCheck.Sample;
import dev.fencepost.engine.verify.PolicyCheck.Scope;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VerifyIT {

  private static final int POLICIES = 40;
  private static final String SSN = "finding.info_type == \"US_SSN\"";

  private final HistoryDatabase history = new HistoryDatabase();
  private final Finding one = changed(new SeededFindings(1).one("one"), "US_SSN", 0.5);
  private final Finding two = changed(new SeededFindings(2).one("two"), "EMAIL", 0.5);

  @AfterEach
  void drop() {
    history.close();
  }

  /** The stream judges both findings, so that everything is right to begin with. */
  private void judged() {
    history.activate(Draft.streaming("p", SSN));
    history.ask("UPDATE policy_versions SET status = 'ACTIVE' RETURNING status");
    history.land(List.of(one, two));
  }

  private PolicyCheck check() {
    return new Verify(history.database()).of(List.of("p")).get(0);
  }

  @Test
  void equal_results_are_exact() {
    judged();

    PolicyCheck check = check();

    assertThat(check.isExact()).isTrue();
    assertThat(check.checked()).isEqualTo(2);
    assertThat(check.samples()).isEmpty();
  }

  @Test
  void a_match_without_a_result_is_missing() {
    judged();
    history.ask("UPDATE policy_results SET open = false RETURNING open");

    assertThat(check().missing()).isEqualTo(1);
    assertThat(check().samples())
        .extracting(Sample::difference, Sample::findingId)
        .containsExactly(tuple(Difference.MISSING, "one"));
  }

  @Test
  void a_result_without_a_match_is_extra() {
    judged();
    history.ask("UPDATE policy_results SET finding_id = 'two' RETURNING open");

    assertThat(check().extra()).isEqualTo(1);
    assertThat(check().missing()).isEqualTo(1);
  }

  @Test
  void a_result_of_a_finding_that_is_gone_is_extra() {
    judged();
    history.ask("DELETE FROM findings WHERE finding_id = 'one' RETURNING 1");
    assertThat(check().samples())
        .extracting(Sample::difference, Sample::findingId)
        .containsExactly(tuple(Difference.EXTRA, "one"));

    history.ask("UPDATE policy_results SET finding_id = 'two' RETURNING open");
    history.ask("UPDATE findings SET deleted = true, info_type = 'US_SSN' RETURNING 1");
    assertThat(check().samples())
        .extracting(Sample::difference, Sample::findingId)
        .containsExactly(tuple(Difference.EXTRA, "two"));
  }

  @Test
  void a_difference_says_what_is_stored_and_what_should_be() {
    judged();
    history.ask("UPDATE policy_results SET source_offset = 77 RETURNING 1");

    assertThat(check().samples())
        .singleElement()
        .satisfies(sample -> assertThat(sample.detail()).contains("77").contains("newest"));
  }

  @Test
  void a_watcher_is_told_how_far_it_is() {
    judged();
    List<Long> told = new java.util.ArrayList<>();

    new Verify(history.database(), (seen, about) -> told.add(about - seen)).all();

    assertThat(told).containsExactly(0L);
  }

  @Test
  void a_result_over_an_older_version_is_stale() {
    judged();
    history.ask("UPDATE policy_results SET source_offset = source_offset - 1 RETURNING 1");
    assertThat(check().samples())
        .extracting(Sample::difference, Sample::findingId)
        .containsExactly(tuple(Difference.STALE, "one"));

    history.ask("UPDATE policy_results SET source_offset = source_offset + 1 RETURNING 1");
    history.ask("UPDATE policy_results SET policy_version = 0 RETURNING 1");
    assertThat(check().stale()).isEqualTo(1);
  }

  @Test
  void a_running_backfill_leaves_the_stream_to_verify() {
    history.land(one);
    history.activate(Draft.streaming("p", SSN));
    history.land(two);

    PolicyCheck check = check();

    assertThat(check.scope()).isEqualTo(Scope.STREAM_ONLY);
    assertThat(check.missing()).isZero();
    assertThat(check.checked()).isEqualTo(1);
  }

  @Test
  void a_retired_policy_is_skipped() {
    judged();
    history.ask("UPDATE policy_results SET open = false RETURNING open");
    history.retire("p");

    assertThat(check().scope()).isEqualTo(Scope.SKIPPED);
    assertThat(check().isExact()).isTrue();
  }

  @Test
  void findings_and_results_meet_in_the_databases_order() {
    judged();
    // Java's own order of strings puts the emoji before the tilde; the database does not.
    for (String id : List.of("\uFF5E", "\uD83D\uDE00", "", "z", "Z")) {
      history.land(changed(new SeededFindings(1).one("id" + id), "US_SSN", 0.5));
    }

    PolicyCheck check = check();

    assertThat(check.isExact()).isTrue();
    assertThat(check.checked()).isEqualTo(7);
    assertThat(history.open("p")).hasSize(6);
  }

  @Test
  void evaluation_errors_are_counted_and_match_nothing() {
    history.activate(Draft.streaming("p", "finding.labels[\"no\"] == \"x\""));
    history.ask("UPDATE policy_versions SET status = 'ACTIVE' RETURNING status");
    history.land(List.of(one, two));

    assertThat(check().errors()).isEqualTo(2);
    assertThat(check().isExact()).isTrue();
  }

  /** Each of many policies has one info type, and results only for findings of that. */
  private void manyJudged() {
    history.activate(
        IntStream.range(0, POLICIES)
            .mapToObj(
                i -> Draft.streaming("p" + i, "finding.info_type == \"TYPE_%d\"".formatted(i)))
            .toArray(Draft[]::new));
    history.ask(
        """
        WITH active AS (UPDATE policy_versions SET status = 'ACTIVE' RETURNING status)
        SELECT count(*) FROM active""");
    history.land(
        IntStream.range(0, POLICIES)
            .mapToObj(i -> changed(new SeededFindings(i).one("f" + i), "TYPE_" + i, 0.5))
            .toList());
  }

  @Test
  void of_many_policies_cel_judges_what_matches_and_samples_of_the_rest() {
    manyJudged();

    List<PolicyCheck> sampled = new Verify(history.database()).sampling().all();
    List<PolicyCheck> thorough = new Verify(history.database()).all();

    assertThat(sampled).hasSize(POLICIES).allMatch(PolicyCheck::isExact);
    assertThat(sampled).allMatch(check -> check.checked() == POLICIES);
    // Each finding is judged by some policies in turn, and by the one that matches it.
    int inTurn = JudgedTogether.SAMPLED;
    assertThat(sampled).allMatch(check -> check.checkedByCel() >= inTurn);
    assertThat(sampled.stream().mapToLong(PolicyCheck::checkedByCel).sum())
        .isBetween((long) inTurn * POLICIES, (inTurn + 1L) * POLICIES);
    assertThat(thorough).allMatch(check -> check.checkedByCel() == POLICIES);
  }

  @Test
  void samples_find_every_difference_that_judging_all_by_cel_finds() {
    manyJudged();
    history.ask("UPDATE policy_results SET open = false WHERE finding_id = 'f3' RETURNING 1");
    history.ask("UPDATE policy_results SET finding_id = 'f5' WHERE finding_id = 'f4' RETURNING 1");
    history.ask(
        "UPDATE policy_results SET source_offset = 77 WHERE finding_id = 'f7' RETURNING source_offset");
    history.ask("UPDATE findings SET deleted = true WHERE finding_id = 'f9' RETURNING 1");
    history.ask("DELETE FROM findings WHERE finding_id = 'f11' RETURNING 1");

    List<PolicyCheck> sampled = new Verify(history.database()).sampling().all();

    assertThat(sampled)
        .filteredOn(check -> !check.isExact())
        .extracting(
            PolicyCheck::policy, PolicyCheck::missing, PolicyCheck::extra, PolicyCheck::stale)
        .containsExactly(
            tuple("p11", 0L, 1L, 0L),
            tuple("p3", 1L, 0L, 0L),
            tuple("p4", 1L, 1L, 0L),
            tuple("p7", 0L, 0L, 1L),
            tuple("p9", 0L, 1L, 0L));
    assertThat(sampled).allMatch(check -> check.checked() == POLICIES - 2);
    assertThat(new Verify(history.database()).all())
        .usingRecursiveComparison()
        .ignoringFields("checkedByCel")
        .isEqualTo(sampled);
  }

  @Test
  void of_many_policies_each_is_compared_where_it_answers_and_its_errors_are_counted_there() {
    history.land(one);
    history.activate(
        IntStream.range(0, POLICIES)
            .mapToObj(
                i -> Draft.streaming("p" + i, "finding.labels[\"no-%d\"] == \"x\"".formatted(i)))
            .toArray(Draft[]::new));
    history.land(two);

    assertThat(new Verify(history.database()).sampling().all())
        .hasSize(POLICIES)
        .allMatch(check -> check.scope() == Scope.STREAM_ONLY)
        .allMatch(check -> check.checked() == 1 && check.errors() == 1 && check.isExact());
  }
}

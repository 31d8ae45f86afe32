package dev.fencepost.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.PolicySet;
import dev.fencepost.policy.judge.Verdict;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeededPoliciesTest {

  private static final long SEED = 1;
  private static final int FINDINGS = 2_000;

  /** The averages are written out so that a change of the generator shows. */
  @ParameterizedTest
  @CsvSource({"10, 2.24", "100, 2.43", "1000, 2.50"})
  void a_finding_matches_about_as_many_policies_however_many_there_are(int count, double average) {
    assertMatches(count, average);
  }

  /** Compiling so many takes most of a minute. */
  @Tag("exhaustive")
  @Test
  void ten_thousand_match_a_finding_about_as_often() {
    assertMatches(10_000, 3.09);
  }

  private static void assertMatches(int count, double average) {
    PolicySet set = PolicySet.of(new SeededPolicies(SEED, count).policies());
    List<Verdict> verdicts = findings().stream().map(set::judge).toList();

    assertThat(verdicts).allMatch(verdict -> verdict.errors() == 0);
    assertThat(verdicts.stream().mapToInt(verdict -> verdict.matching().size()).average().orElse(0))
        .isCloseTo(average, offset(0.05));
  }

  @Test
  void half_are_equalities_and_the_shares_hold_for_the_first_twenty() {
    List<String> conditions =
        new SeededPolicies(SEED, 20).policies().stream().map(ArmedPolicy::condition).toList();

    assertThat(conditions).filteredOn(SeededPoliciesTest::isEquality).hasSize(10);
    assertThat(conditions).filteredOn(c -> c.contains(" in [") && !isLabelled(c)).hasSize(4);
    assertThat(conditions).filteredOn(c -> !c.contains("\"")).hasSize(3);
    assertThat(conditions).filteredOn(SeededPoliciesTest::isLabelled).hasSize(3);
  }

  @Test
  void the_same_number_gives_the_same_condition_in_a_set_of_the_same_size() {
    assertThat(new SeededPolicies(SEED, 50).condition(7))
        .isEqualTo(new SeededPolicies(SEED, 50).policies().get(7).condition())
        .isNotEqualTo(new SeededPolicies(SEED + 1, 50).condition(7));
  }

  private static boolean isEquality(String condition) {
    return condition.contains(" == \"") && !isLabelled(condition);
  }

  private static boolean isLabelled(String condition) {
    return condition.contains("labels") || condition.contains("matches");
  }

  private static List<Finding> findings() {
    SeededFindings findings = new SeededFindings(SEED);
    return LongStream.range(0, FINDINGS).mapToObj(number -> findings.finding(number, 0)).toList();
  }
}

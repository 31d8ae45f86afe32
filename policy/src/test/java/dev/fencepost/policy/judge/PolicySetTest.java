package dev.fencepost.policy.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicySetTest {

  @Test
  void a_finding_meets_few_of_a_thousand_policies() {
    PolicySet set =
        PolicySet.of(
            IntStream.range(0, 1_000)
                .mapToObj(
                    i ->
                        new ArmedPolicy(
                            i,
                            1,
                            "finding.datasource == \"docs\" && finding.info_type == \"T%d\" && %s"
                                .formatted(i % 100, "finding.confidence > 0.%03d".formatted(i))))
                .toList());
    assertThat(set.candidateCount(finding("T7", Map.of()))).isBetween(9, 10);
    assertThat(set.candidateCount(finding("other", Map.of()))).isZero();
  }

  @Test
  void disjunctions_are_indexed_when_every_part_names_values() {
    PolicySet set =
        PolicySet.of(
            policies(
                "finding.info_type == 'A' && finding.confidence > 0.1 || finding.info_type == 'B'",
                "finding.info_type in ['B', 'C'] || finding.confidence > 2.0",
                "!(finding.info_type == 'A')"));
    assertThat(set.candidateCount(finding("A", Map.of()))).isEqualTo(3);
    assertThat(set.candidateCount(finding("Z", Map.of()))).isEqualTo(2);
  }

  @Test
  void a_missing_label_is_an_error_even_for_policies_found_by_that_label() {
    List<ArmedPolicy> policies =
        policies("finding.labels.owner == 'ana'", "finding.labels.owner in ['bob', 'eve']");
    PolicySet set = PolicySet.of(policies);
    assertThat(set.judge(finding("A", Map.of()))).isEqualTo(new Verdict(List.of(), 2));
    assertThat(set.judge(finding("A", Map.of("owner", "eve"))))
        .isEqualTo(new Verdict(List.of(policies.get(1)), 0));
    assertThat(set.errors()).containsEntry(policies.get(0), 1L).containsEntry(policies.get(1), 1L);
  }

  @Test
  void the_index_tells_the_object_from_the_finding() {
    PolicySet set =
        PolicySet.of(
            policies(
                "finding.labels.x == 'a'",
                "finding.object.labels.x == 'a'",
                "finding.match_count > 5",
                "finding.object.size > 5",
                "finding.object.modified_at < timestamp('2000-01-01T00:00:00Z')"));
    ObjectAttributes object =
        new ObjectAttributes(6, "", "", Instant.parse("2020-01-01T00:00:00Z"), Map.of("x", "a"));
    Finding finding =
        new Finding(
            "1", "A", 0.9, 1, "", "", "", "", Map.of("x", "b"), Instant.EPOCH, "", "", object);
    assertThat(set.candidateCount(finding)).isEqualTo(2);
    assertThat(set.judge(finding).matching())
        .extracting(ArmedPolicy::policyId)
        .containsExactly(1L, 3L);
  }

  @Test
  void texts_that_come_again_are_judged_as_they_were_the_first_time() {
    List<ArmedPolicy> policies =
        policies(
            "finding.info_type.matches('^A+$') && finding.labels.owner.startsWith('a')",
            "!(finding.info_type == 'A' || finding.info_type.endsWith('B'))",
            "finding.labels.owner != 'ana' || finding.info_type == 'A'",
            "finding.labels.owner < 'b' && finding.confidence > 0.5",
            "has(finding.labels.owner) && finding.info_type.contains('A')");
    List<Finding> findings = new ArrayList<>();
    for (String infoType : List.of("A", "AA", "AB", "", "C")) {
      findings.add(finding(infoType, Map.of()));
      findings.add(finding(infoType, Map.of("owner", "ana")));
      findings.add(finding(infoType, Map.of("owner", "bob")));
    }
    assertJudgedAsByCel(policies, findings);
  }

  @Test
  void more_texts_than_are_kept_are_judged_all_the_same() {
    List<ArmedPolicy> policies =
        policies("finding.info_type.endsWith('7')", "finding.info_type == 'T4'");
    PolicySet set = PolicySet.of(policies);
    for (int sight = 0; sight < 3; sight++) {
      for (int i = 0; i < 20_000; i++) {
        List<ArmedPolicy> expected =
            i % 10 == 7 ? policies.subList(0, 1) : i == 4 ? policies.subList(1, 2) : List.of();
        assertThat(set.judge(finding("T" + i, Map.of())).matching()).isEqualTo(expected);
      }
    }
  }

  @Test
  void bounds_are_exact_at_their_ends_and_nothing_is_between_nan_and_a_bound() {
    List<ArmedPolicy> policies =
        policies(
            "finding.confidence > 0.5",
            "finding.confidence >= 0.5",
            "finding.confidence < 0.5",
            "finding.confidence <= 0.5",
            "finding.confidence == 0.0",
            "finding.confidence > -0.0",
            "finding.match_count > 9223372036854775807",
            "finding.match_count < 3 && finding.match_count > 1",
            "finding.discovered_at > timestamp('2020-01-01T00:00:00Z')");
    List<Finding> findings = new ArrayList<>();
    List<Double> confidences =
        List.of(0.5, Math.nextUp(0.5), Math.nextDown(0.5), 0.0, -0.0, 1.0, Double.NaN);
    for (double confidence : confidences) {
      for (long count : List.of(1L, 2L, 3L, Long.MAX_VALUE)) {
        for (String time : List.of("2020-01-01T00:00:00Z", "2020-01-01T00:00:00.000001Z")) {
          findings.add(
              new Finding(
                  "1", "A", confidence, count, "", "", "", "", Map.of(), Instant.parse(time)));
        }
      }
    }
    assertJudgedAsByCel(policies, findings);
  }

  @Test
  void several_threads_judge_by_one_set() {
    List<ArmedPolicy> policies =
        IntStream.range(0, 200)
            .mapToObj(i -> new ArmedPolicy(i, 1, "finding.info_type.startsWith('" + i + "')"))
            .toList();
    PolicySet set = PolicySet.of(policies);
    PolicySet alone = set.rearmed(policies);
    List<Verdict> expected =
        IntStream.range(0, 300).mapToObj(i -> alone.judge(finding("" + i, Map.of()))).toList();
    assertThat(
            IntStream.range(0, 30_000)
                .parallel()
                .filter(
                    i -> !set.judge(finding("" + i % 300, Map.of())).equals(expected.get(i % 300)))
                .count())
        .isZero();
  }

  @Test
  void policies_with_one_condition_all_match_in_the_order_of_the_set() {
    List<ArmedPolicy> policies = policies("finding.field == ''", "true", "finding.field == ''");
    assertThat(PolicySet.of(policies).judge(finding("A", Map.of())).matching())
        .containsExactlyElementsOf(policies);
  }

  @Test
  void a_rearmed_set_judges_by_the_new_policies_and_counts_anew() {
    PolicySet before = PolicySet.of(policies("finding.labels.x == ''", "finding.field == ''"));
    before.judge(finding("A", Map.of()));
    List<ArmedPolicy> policies = policies("finding.id == '1'", "finding.labels.x == ''");
    assertThat(before.lacks(policies)).isEqualTo(1);
    PolicySet after = before.rearmed(policies);
    assertThat(after.errors()).containsEntry(policies.get(1), 0L);
    assertThat(after.judge(finding("A", Map.of())))
        .isEqualTo(new Verdict(List.of(policies.get(0)), 1));
    assertThat(after.policies()).isEqualTo(policies);
  }

  /** Each loop alone stays below the limit on steps, which holds for both together. */
  @Test
  void two_loops_share_one_budget_as_they_do_in_cel() {
    String list = "[" + "1,".repeat(19) + "1]";
    String loop = "%s.all(a, %s.all(b, %s.all(c, a + b + c > 0)))".formatted(list, list, list);
    List<ArmedPolicy> policies = policies(loop, loop + " && " + loop, loop + " || " + loop);
    Finding finding = finding("A", Map.of());
    Verdict expected = new Verdict(List.of(policies.get(0), policies.get(2)), 1);
    assertThat(CelJudge.of(policies).judge(finding)).isEqualTo(expected);
    assertThat(PolicySet.of(policies).judge(finding)).isEqualTo(expected);
  }

  @Test
  void an_empty_set_matches_nothing() {
    assertThat(PolicySet.of(List.of()).judge(finding("A", Map.of())).matching()).isEmpty();
  }

  @Test
  void a_set_with_a_broken_condition_is_refused_with_the_policy_named() {
    assertThatThrownBy(() -> PolicySet.of(List.of(new ArmedPolicy(42, 3, "finding.nope"))))
        .isInstanceOf(UnjudgeablePolicyException.class)
        .hasMessageContaining("policy 42 version 3")
        .hasMessageContaining("nope");
  }

  /** However often their texts have come. */
  private static void assertJudgedAsByCel(List<ArmedPolicy> policies, List<Finding> findings) {
    PolicySet set = PolicySet.of(policies);
    CelJudge truth = CelJudge.of(policies);
    for (int sight = 0; sight < 4; sight++) {
      for (Finding finding : findings) {
        assertThat(set.judge(finding)).as("%s", finding).isEqualTo(truth.judge(finding));
      }
    }
  }

  private static List<ArmedPolicy> policies(String... conditions) {
    return IntStream.range(0, conditions.length)
        .mapToObj(i -> new ArmedPolicy(i, 1, conditions[i]))
        .toList();
  }

  private static Finding finding(String infoType, Map<String, String> labels) {
    return new Finding("1", infoType, 0.9, 1, "docs", "", "", "", labels, Instant.EPOCH);
  }
}

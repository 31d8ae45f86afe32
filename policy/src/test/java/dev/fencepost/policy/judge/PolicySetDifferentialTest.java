package dev.fencepost.policy.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.Outcome;
import dev.fencepost.policy.differential.Corpus;
import dev.fencepost.policy.differential.HostileConditions;
import dev.fencepost.policy.differential.HostileFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiled set and CEL's own runtime must agree about every condition and every finding. */
class PolicySetDifferentialTest {

  @Test
  void the_set_agrees_with_cel_on_the_corpus() {
    List<Finding> findings = new ArrayList<>(Corpus.findings());
    findings.addAll(HostileFindings.from(0, 150));
    agree(Corpus.conditions(), findings);
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void the_set_agrees_with_cel_on_generated_conditions(long seed) {
    agree(HostileConditions.from(seed, 300), HostileFindings.from(seed, 60));
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 3);
  }

  @Tag("exhaustive")
  @ParameterizedTest(name = "seed={0}")
  @MethodSource("manySeeds")
  void the_set_agrees_with_cel_on_many_generated_conditions(long seed) {
    agree(HostileConditions.from(seed, 1_000), HostileFindings.from(seed, 200));
  }

  static LongStream manySeeds() {
    return LongStream.rangeClosed(100, 150);
  }

  private static void agree(List<String> conditions, List<Finding> findings) {
    List<ArmedPolicy> policies =
        IntStream.range(0, conditions.size())
            .mapToObj(i -> new ArmedPolicy(i, 1, conditions.get(i)))
            .toList();
    PolicySet set = PolicySet.of(policies);
    CelJudge oracle = CelJudge.of(policies);
    long errors = 0;
    for (Finding finding : findings) {
      Verdict expected = oracle.judge(finding);
      assertThat(set.judge(finding)).as("%s", finding).isEqualTo(expected);
      errors += expected.errors();
    }
    assertThat(set.errors().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(errors);
    assertThat(set.errors()).containsEntry(policies.get(0), errorsOf(policies.get(0), findings));
  }

  private static long errorsOf(ArmedPolicy policy, List<Finding> findings) {
    Condition condition = Condition.compile(policy.condition()).orElseThrow();
    return findings.stream().filter(f -> condition.judge(f) == Outcome.ERROR).count();
  }
}

package dev.fencepost.bench.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.bench.data.SeededFindings;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.PolicySet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SlicedPoliciesTest {

  private static final int FINDINGS = 20_000;

  @Test
  void however_many_policies_there_are_they_give_the_same_number_of_results() {
    long one = results(1);
    assertThat(one).isBetween(FINDINGS * 9L / 100, FINDINGS * 11L / 100);
    assertThat(results(10)).isEqualTo(one);
    assertThat(results(100)).isEqualTo(one);
  }

  private static long results(int count) {
    List<ArmedPolicy> armed = new ArrayList<>();
    for (PolicyDraft draft : SlicedPolicies.of(count)) {
      armed.add(new ArmedPolicy(armed.size(), 1, draft.condition()));
    }
    assertThat(armed).hasSize(count);
    PolicySet policies = PolicySet.of(armed);
    SeededFindings findings = new SeededFindings(1);
    long results = 0;
    for (int i = 0; i < FINDINGS; i++) {
      results += policies.judge(findings.finding(i, 0)).matching().size();
    }
    return results;
  }
}

package dev.fencepost.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.PolicySet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandingPoliciesTest {

  private static final int FINDINGS = 4_000;

  @Test
  void a_tenth_as_many_results_as_findings_whatever_the_number_of_policies() {
    int matchesOfTen = matches(10);

    assertThat(matchesOfTen).isBetween(FINDINGS / 13, FINDINGS / 8);
    assertThat(matches(200)).isBetween(matchesOfTen, matchesOfTen + FINDINGS / 100);
  }

  private static int matches(int number) {
    List<ArmedPolicy> armed = new ArrayList<>();
    for (PolicyDraft draft : LandingPolicies.of(number)) {
      armed.add(new ArmedPolicy(armed.size() + 1, 1, draft.condition()));
    }
    PolicySet policies = PolicySet.of(armed);
    Backlog backlog = new Backlog(FINDINGS);
    int matches = 0;
    for (int task = 0; task < backlog.tasks(); task++) {
      for (int i = 0; i < backlog.sizeOf(task); i++) {
        matches += policies.judge(backlog.sent(task, i).finding()).matching().size();
      }
    }
    return matches;
  }
}

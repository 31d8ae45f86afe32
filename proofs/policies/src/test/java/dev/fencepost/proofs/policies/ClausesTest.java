package dev.fencepost.proofs.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.explain.Explanation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClausesTest {

  @Test
  void clauses_add_up_to_the_verdict() {
    List<String> conditions = new ArrayList<>(Corpus.conditions());
    conditions.addAll(HostileConditions.from(5, 40));
    for (Finding finding : HostileFindings.from(5, 4)) {
      for (String source : conditions) {
        Condition condition = Condition.compile(source).orElseThrow();
        assertThat(Explanation.of(condition, finding).outcome())
            .as(source)
            .isEqualTo(condition.judge(finding));
      }
    }
  }
}

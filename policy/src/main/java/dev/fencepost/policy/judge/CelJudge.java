package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges by CEL's own runtime alone, policy after policy: slow, and independent of everything that
 * {@link PolicySet} does to be fast.
 */
public final class CelJudge {

  private final List<ArmedPolicy> policies;
  private final List<Condition> conditions;

  private CelJudge(List<ArmedPolicy> policies, List<Condition> conditions) {
    this.policies = policies;
    this.conditions = conditions;
  }

  /**
   * Compiles every condition.
   *
   * @throws UnjudgeablePolicyException when a condition does not compile
   */
  public static CelJudge of(List<ArmedPolicy> policies) {
    return new CelJudge(
        List.copyOf(policies),
        policies.stream().map(UnjudgeablePolicyException::compileOrThrow).toList());
  }

  public Verdict judge(Finding finding) {
    List<ArmedPolicy> matching = new ArrayList<>();
    int errors = 0;
    for (int i = 0; i < conditions.size(); i++) {
      Outcome outcome = conditions.get(i).judge(finding);
      if (outcome.matches()) {
        matching.add(policies.get(i));
      } else if (outcome == Outcome.ERROR) {
        errors++;
      }
    }
    return new Verdict(matching, errors);
  }
}

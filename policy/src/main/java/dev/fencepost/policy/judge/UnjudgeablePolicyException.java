package dev.fencepost.policy.judge;

import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.InvalidConditionException;

/** An armed policy has a condition that this build does not understand. */
public final class UnjudgeablePolicyException extends IllegalArgumentException {

  private final long policyId;

  private UnjudgeablePolicyException(ArmedPolicy policy, InvalidConditionException cause) {
    super(
        "policy %d version %d has a condition that does not compile: %s"
            .formatted(policy.policyId(), policy.version(), cause.getMessage()),
        cause);
    this.policyId = policy.policyId();
  }

  public long policyId() {
    return policyId;
  }

  static Condition compileOrThrow(ArmedPolicy policy) {
    try {
      return Condition.compile(policy.condition()).orElseThrow();
    } catch (InvalidConditionException e) {
      throw new UnjudgeablePolicyException(policy, e);
    }
  }
}

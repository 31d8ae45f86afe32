package dev.fencepost.policy.file;

import dev.fencepost.policy.yaml.Problem;
import java.util.List;

/**
 * What a set of policy files holds.
 *
 * @param policies those without problems, in the order of the files
 * @param problems everything that is wrong with any of the files; nothing may be applied unless
 *     empty
 */
public record PolicyBatch(List<PolicyFile> policies, List<Problem> problems) {

  public PolicyBatch {
    policies = List.copyOf(policies);
    problems = List.copyOf(problems);
  }

  public boolean isValid() {
    return problems.isEmpty();
  }
}

package dev.fencepost.bench.policies;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.PolicySet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The compiled set of policies. */
final class FencepostJudge implements Judge {

  private final PolicySet policies;
  private final List<Finding> findings;

  FencepostJudge(List<ArmedPolicy> policies, List<Finding> findings) {
    this.policies = PolicySet.of(policies);
    this.findings = findings;
  }

  @Override
  public long judge(int from, int to) {
    long matches = 0;
    for (int i = from; i < to; i++) {
      matches += policies.judge(findings.get(i)).matching().size();
    }
    return matches;
  }

  /** By then its texts have come before, as they have in what is timed. */
  @Override
  public Set<Long> matching(int finding) {
    long unused = judge(finding, finding + 1) + judge(finding, finding + 1);
    return policies.judge(findings.get(finding)).matching().stream()
        .map(ArmedPolicy::policyId)
        .collect(Collectors.toSet());
  }
}

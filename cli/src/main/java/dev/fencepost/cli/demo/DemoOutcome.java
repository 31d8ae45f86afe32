package dev.fencepost.cli.demo;

import dev.fencepost.engine.review.PolicyState;
import dev.fencepost.engine.verify.PolicyCheck;
import java.util.List;
import java.util.Map;

/**
 * What the demo ended with.
 *
 * @param findings how many there are of each type
 * @param consumedTasks whose data went through Kafka and are durable
 */
public record DemoOutcome(
    Map<String, Long> findings,
    List<PolicyState> policies,
    long consumedTasks,
    long failedTasks,
    long deadLetters,
    List<PolicyCheck> checks) {

  public DemoOutcome {
    findings = Map.copyOf(findings);
    policies = List.copyOf(policies);
    checks = List.copyOf(checks);
  }

  long missing() {
    return checks.stream().mapToLong(PolicyCheck::missing).sum();
  }

  long extra() {
    return checks.stream().mapToLong(PolicyCheck::extra).sum();
  }

  long stale() {
    return checks.stream().mapToLong(PolicyCheck::stale).sum();
  }

  /** Over the policies that the stream judges on. */
  long openedByBackfill() {
    return streaming().stream().mapToLong(policy -> policy.results().openByBackfill()).sum();
  }

  long openedByStream() {
    return streaming().stream().mapToLong(policy -> policy.results().openByStream()).sum();
  }

  long closed() {
    return streaming().stream().mapToLong(policy -> policy.results().closed()).sum();
  }

  private List<PolicyState> streaming() {
    return policies.stream().filter(PolicyState::requiresStreamingUpdates).toList();
  }
}

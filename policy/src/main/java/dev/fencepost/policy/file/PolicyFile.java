package dev.fencepost.policy.file;

import dev.fencepost.policy.condition.Condition;
import java.util.List;
import java.util.Map;

/**
 * One policy as its file declares it, fully checked.
 *
 * @param file where it was read from, as the user named it
 * @param line where it starts in that file, 1 for the first
 * @param requiresStreamingUpdates false for a policy that is frozen once its backfill is complete
 */
public record PolicyFile(
    String file,
    int line,
    String name,
    Map<String, String> labels,
    String description,
    Severity severity,
    Condition condition,
    boolean requiresStreamingUpdates,
    List<PolicyTest> tests) {

  public PolicyFile {
    labels = Map.copyOf(labels);
    tests = List.copyOf(tests);
  }

  /** What tells this policy from an earlier state of itself. */
  public PolicyDigest digest() {
    return PolicyDigest.of(this);
  }

  /** Runs the tests of the file with the evaluator. */
  public List<PolicyTestResult> runTests() {
    return tests.stream()
        .map(test -> new PolicyTestResult(test, condition.predicate().examine(test.finding())))
        .toList();
  }
}

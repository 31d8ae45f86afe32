package dev.fencepost.bench.policies;

import dev.fencepost.bench.data.SeededFindings;
import dev.fencepost.bench.data.SeededPolicies;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.judge.ArmedPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Whether all contenders say the same of every finding of a sample. */
final class Agreement {

  private static final long SEED = 1;

  private Agreement() {}

  static List<ArmedPolicy> policies(int count) {
    return new SeededPolicies(SEED, count).policies();
  }

  static List<Finding> findings(int count) {
    SeededFindings findings = new SeededFindings(SEED);
    return LongStream.range(0, count).mapToObj(number -> findings.finding(number, 0)).toList();
  }

  /**
   * Compares the verdicts.
   *
   * @return how many matches there were
   */
  static long check(int policies, int findings, List<Contender> contenders) {
    List<ArmedPolicy> all = policies(policies);
    List<Finding> sample = findings(findings);
    List<Set<Long>> expected = List.of();
    for (Contender contender : contenders) {
      List<Set<Long>> verdicts = new ArrayList<>();
      try (Judge judge = contender.judge(1, all, sample)) {
        for (int i = 0; i < findings; i++) {
          verdicts.add(judge.matching(i));
        }
      }
      if (expected.isEmpty()) {
        expected = verdicts;
      }
      for (int i = 0; i < findings; i++) {
        if (!verdicts.get(i).equals(expected.get(i))) {
          throw CommandFailure.failed(
              "of finding %d and %d policies, %s says %s and %s says %s"
                  .formatted(
                      i,
                      policies,
                      contenders.get(0).label(),
                      expected.get(i),
                      contender.label(),
                      verdicts.get(i)));
        }
      }
    }
    return expected.stream().mapToLong(Set::size).sum();
  }
}

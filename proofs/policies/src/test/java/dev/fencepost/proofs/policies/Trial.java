package dev.fencepost.proofs.policies;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.Outcome;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.PolicySet;
import dev.fencepost.policy.judge.Verdict;
import dev.fencepost.policy.pushdown.Pushdown;
import dev.fencepost.policy.pushdown.SqlCondition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Every condition over every finding, as CEL's own runtime, the compiled set and SQL judge them.
 * Outcomes are by condition and then by finding.
 */
final class Trial {

  private static final int SHOWN_AT_MOST = 5;

  /** A text is noted, then judged by, and then known. */
  private static final int SIGHTS = 3;

  private final List<Condition> conditions;
  private final List<Finding> findings;
  private final Outcome[][] truth;

  Trial(List<String> sources, List<Finding> findings) {
    this.conditions = sources.stream().map(s -> Condition.compile(s).orElseThrow()).toList();
    this.findings = findings;
    this.truth =
        conditions.stream()
            .map(condition -> findings.stream().map(condition::judge).toArray(Outcome[]::new))
            .toArray(Outcome[][]::new);
  }

  /**
   * Whether the compiled set gives CEL's outcome for every pair, errors included. It sees each
   * finding several times, because it keeps what it found out about texts that come again.
   */
  Trial withCompiledSet() {
    List<ArmedPolicy> policies =
        IntStream.range(0, conditions.size())
            .mapToObj(i -> new ArmedPolicy(i, 1, conditions.get(i).source()))
            .toList();
    PolicySet set = PolicySet.of(policies);
    for (int sight = 1; sight <= SIGHTS; sight++) {
      Outcome[][] compiled = judged(set);
      List<String> disagreements = new ArrayList<>();
      for (int c = 0; c < conditions.size(); c++) {
        for (int f = 0; f < findings.size(); f++) {
          if (compiled[c][f] != truth[c][f]) {
            disagreements.add(
                described(c, f, "the compiled set at sight " + sight + " " + compiled[c][f]));
          }
        }
      }
      refuse(disagreements);
    }
    return this;
  }

  /** Whether SQL selects what it claims to select. */
  Tally withSql(FindingsTable table) throws SQLException {
    List<SqlCondition> pushed = conditions.stream().map(c -> Pushdown.of(c, "f")).toList();
    List<BitSet> selected = table.select(pushed);
    List<String> disagreements = new ArrayList<>();
    Tally tally = Tally.NOTHING;
    for (int c = 0; c < conditions.size(); c++) {
      SqlCondition sql = pushed.get(c);
      tally = tally.plus(Tally.ofCondition(sql));
      for (int f = 0; f < findings.size(); f++) {
        boolean matches = truth[c][f].matches();
        boolean isSelected = selected.get(c).get(f);
        if (sql.exact() ? isSelected != matches : matches && !isSelected) {
          disagreements.add(described(c, f, "SQL " + isSelected + " by " + sql));
        }
        tally = tally.plus(Tally.ofPair(truth[c][f], isSelected));
      }
    }
    refuse(disagreements);
    return tally;
  }

  /** The set names its matches; which of the others failed shows in its counters. */
  private Outcome[][] judged(PolicySet set) {
    List<ArmedPolicy> policies = set.policies();
    Outcome[][] outcomes = new Outcome[conditions.size()][findings.size()];
    Map<ArmedPolicy, Long> before = set.errors();
    for (int f = 0; f < findings.size(); f++) {
      Verdict verdict = set.judge(findings.get(f));
      Map<ArmedPolicy, Long> after = set.errors();
      int errors = 0;
      for (int c = 0; c < policies.size(); c++) {
        ArmedPolicy policy = policies.get(c);
        boolean failed = !Objects.equals(before.get(policy), after.get(policy));
        outcomes[c][f] = failed ? Outcome.ERROR : Outcome.FALSE;
        errors += failed ? 1 : 0;
      }
      if (errors != verdict.errors()) {
        throw new AssertionError("%d errors, but %s".formatted(errors, verdict));
      }
      for (ArmedPolicy policy : verdict.matching()) {
        int c = (int) policy.policyId();
        if (outcomes[c][f] == Outcome.ERROR) {
          throw new AssertionError("both a match and an error: " + policy);
        }
        outcomes[c][f] = Outcome.TRUE;
      }
      before = after;
    }
    return outcomes;
  }

  private String described(int condition, int finding, String claim) {
    return "%s%n  over %s:%n  CEL says %s, %s"
        .formatted(
            conditions.get(condition), findings.get(finding), truth[condition][finding], claim);
  }

  private static void refuse(List<String> disagreements) {
    if (!disagreements.isEmpty()) {
      throw new AssertionError(
          disagreements.size()
              + " disagreements, among them\n"
              + String.join(
                  "\n", disagreements.subList(0, Math.min(SHOWN_AT_MOST, disagreements.size()))));
    }
  }
}

package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.Outcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * A set of policies, compiled so that judging a finding costs about as much as the policies that
 * can match it. Safe for use by several threads.
 */
public final class PolicySet {

  private final List<ArmedPolicy> policies;
  private final LongAdder[] errors;
  private final List<Group> groups;
  private final CandidateIndex index;

  private PolicySet(List<ArmedPolicy> policies, List<Group> groups, CandidateIndex index) {
    this.policies = policies;
    this.groups = groups;
    this.index = index;
    this.errors = policies.stream().map(policy -> new LongAdder()).toArray(LongAdder[]::new);
  }

  private record Compiled(Condition condition, Judgement judgement) {

    static Compiled from(ArmedPolicy policy) {
      Condition condition = UnjudgeablePolicyException.compileOrThrow(policy);
      return new Compiled(condition, ClauseCompiler.compile(condition.clause()));
    }
  }

  /** Policies with the same condition are judged once; positions are those in the set. */
  private record Group(Compiled compiled, BitSet positions) {}

  /**
   * Compiles the policies.
   *
   * @throws UnjudgeablePolicyException when a condition does not compile
   */
  public static PolicySet of(List<ArmedPolicy> policies) {
    return of(policies, Map.of());
  }

  /**
   * A new set, with counters of its own, that compiles only the conditions that this set lacks.
   *
   * @throws UnjudgeablePolicyException when a condition does not compile
   */
  public PolicySet rearmed(List<ArmedPolicy> policies) {
    Map<String, Compiled> known = new HashMap<>();
    groups.forEach(group -> known.put(group.compiled().condition().source(), group.compiled()));
    return of(policies, known);
  }

  /** How many conditions {@link #rearmed} would have to compile. */
  public int lacks(List<ArmedPolicy> policies) {
    Set<String> conditions = new HashSet<>();
    policies.forEach(policy -> conditions.add(policy.condition()));
    groups.forEach(group -> conditions.remove(group.compiled().condition().source()));
    return conditions.size();
  }

  private static PolicySet of(List<ArmedPolicy> policies, Map<String, Compiled> known) {
    Map<String, BitSet> byCondition = new LinkedHashMap<>();
    for (int i = 0; i < policies.size(); i++) {
      byCondition.computeIfAbsent(policies.get(i).condition(), c -> new BitSet()).set(i);
    }
    List<Group> groups = new ArrayList<>();
    byCondition.forEach(
        (source, positions) -> {
          Compiled compiled = known.get(source);
          ArmedPolicy first = policies.get(positions.nextSetBit(0));
          groups.add(new Group(compiled == null ? Compiled.from(first) : compiled, positions));
        });
    List<Condition> conditions = groups.stream().map(g -> g.compiled().condition()).toList();
    return new PolicySet(List.copyOf(policies), groups, CandidateIndex.of(conditions));
  }

  public List<ArmedPolicy> policies() {
    return policies;
  }

  public Verdict judge(Finding finding) {
    BitSet candidates = index.candidates(finding);
    BitSet matching = new BitSet();
    int failed = 0;
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      Group group = groups.get(i);
      Outcome outcome = group.compiled().judgement().of(finding);
      if (outcome == Outcome.TRUE) {
        matching.or(group.positions());
      } else if (outcome == Outcome.ERROR) {
        failed += group.positions().cardinality();
        count(group);
      }
    }
    return matching.isEmpty() && failed == 0
        ? Verdict.NOTHING
        : new Verdict(matching.stream().mapToObj(policies::get).toList(), failed);
  }

  private void count(Group group) {
    group.positions().stream().forEach(position -> errors[position].increment());
  }

  /** How many evaluations of each policy have failed since this set was built. */
  public Map<ArmedPolicy, Long> errors() {
    Map<ArmedPolicy, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < errors.length; i++) {
      counts.merge(policies.get(i), errors[i].sum(), Long::sum);
    }
    return counts;
  }

  /** How many conditions a finding has to be judged against; the index keeps out the others. */
  int candidateCount(Finding finding) {
    return index.candidates(finding).cardinality();
  }
}

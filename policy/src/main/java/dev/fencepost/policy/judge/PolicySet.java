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
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A set of policies, compiled so that judging a finding costs about as much as the policies that
 * can match it. Safe for use by several threads.
 */
public final class PolicySet {

  private final List<ArmedPolicy> policies;
  private final LongAdder[] errors;
  private final Group[] groups;
  private final CandidateIndex index;

  /** What the judging before this one used, unless another thread uses it now. */
  private final AtomicReference<long @Nullable []> spare = new AtomicReference<>();

  private PolicySet(List<ArmedPolicy> policies, List<Group> groups, CandidateIndex index) {
    this.policies = policies;
    this.groups = groups.toArray(Group[]::new);
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
    for (Group group : groups) {
      known.put(group.compiled().condition().source(), group.compiled());
    }
    return of(policies, known);
  }

  /** How many conditions {@link #rearmed} would have to compile. */
  public int lacks(List<ArmedPolicy> policies) {
    Set<String> conditions = new HashSet<>();
    policies.forEach(policy -> conditions.add(policy.condition()));
    for (Group group : groups) {
      conditions.remove(group.compiled().condition().source());
    }
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
    long[] free = spare.getAndSet(null);
    long[] candidates = free == null ? index.emptySet() : free;
    index.candidates(finding, candidates);
    BitSet matching = null;
    int failed = 0;
    for (int word = 0; word < candidates.length; word++) {
      for (long left = candidates[word]; left != 0; left &= left - 1) {
        Group group = groups[word * Long.SIZE + Long.numberOfTrailingZeros(left)];
        Outcome outcome = group.compiled().judgement().of(finding);
        if (outcome == Outcome.TRUE) {
          matching = matching == null ? new BitSet() : matching;
          matching.or(group.positions());
        } else if (outcome == Outcome.ERROR) {
          failed += group.positions().cardinality();
          count(group);
        }
      }
    }
    spare.set(candidates);
    return verdict(matching, failed);
  }

  private Verdict verdict(@Nullable BitSet matching, int failed) {
    if (matching == null) {
      return failed == 0 ? Verdict.NOTHING : new Verdict(List.of(), failed);
    }
    ArmedPolicy[] matched = new ArmedPolicy[matching.cardinality()];
    int position = -1;
    for (int i = 0; i < matched.length; i++) {
      position = matching.nextSetBit(position + 1);
      matched[i] = policies.get(position);
    }
    return new Verdict(List.of(matched), failed);
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
    long[] candidates = index.emptySet();
    index.candidates(finding, candidates);
    return BitSet.valueOf(candidates).cardinality();
  }
}

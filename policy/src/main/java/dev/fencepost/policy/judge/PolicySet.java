package dev.fencepost.policy.judge;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final AtomicReference<@Nullable Scratch> spare = new AtomicReference<>();

  private PolicySet(List<ArmedPolicy> policies, List<Group> groups, CandidateIndex index) {
    this.policies = policies;
    this.groups = groups.toArray(Group[]::new);
    this.index = index;
    this.errors = policies.stream().map(policy -> new LongAdder()).toArray(LongAdder[]::new);
  }

  private record Compiled(Condition condition, Conjunction conjunction, Judgement judgement) {

    static Compiled from(ArmedPolicy policy) {
      Condition condition = UnjudgeablePolicyException.compileOrThrow(policy);
      Conjunction conjunction = Conjunction.of(condition.clause());
      return new Compiled(condition, conjunction, conjunction.judgement());
    }
  }

  /** Policies with the same condition are judged once. */
  private static final class Group {

    final Compiled compiled;

    /** What is to be judged when the index decided the rest. */
    final Judgement remaining;

    /** Those of the policies in the set. */
    final int[] positions;

    Group(Compiled compiled, Judgement remaining, int[] positions) {
      this.compiled = compiled;
      this.remaining = remaining;
      this.positions = positions;
    }
  }

  /** What one judging needs, and leaves to the next. */
  private static final class Scratch {

    final Candidates candidates;
    private int[] matching = new int[8];
    private int matches;

    Scratch(Candidates candidates) {
      this.candidates = candidates;
    }

    void add(int[] positions) {
      if (matches + positions.length > matching.length) {
        matching = Arrays.copyOf(matching, 2 * (matches + positions.length));
      }
      for (int position : positions) {
        matching[matches++] = position;
      }
    }

    /** The policies at the positions that were added, in the order of the set. */
    List<ArmedPolicy> takeFrom(List<ArmedPolicy> policies) {
      Arrays.sort(matching, 0, matches);
      ArmedPolicy[] taken = new ArmedPolicy[matches];
      for (int i = 0; i < matches; i++) {
        taken[i] = policies.get(matching[i]);
      }
      matches = 0;
      return List.of(taken);
    }
  }

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
      known.put(group.compiled.condition().source(), group.compiled);
    }
    return of(policies, known);
  }

  /** How many conditions {@link #rearmed} would have to compile. */
  public int lacks(List<ArmedPolicy> policies) {
    Set<String> conditions = new HashSet<>();
    policies.forEach(policy -> conditions.add(policy.condition()));
    for (Group group : groups) {
      conditions.remove(group.compiled.condition().source());
    }
    return conditions.size();
  }

  private static PolicySet of(List<ArmedPolicy> policies, Map<String, Compiled> known) {
    Map<String, BitSet> byCondition = new LinkedHashMap<>();
    for (int i = 0; i < policies.size(); i++) {
      byCondition.computeIfAbsent(policies.get(i).condition(), c -> new BitSet()).set(i);
    }
    List<Compiled> all = new ArrayList<>();
    byCondition.forEach(
        (source, positions) -> {
          Compiled compiled = known.get(source);
          ArmedPolicy first = policies.get(positions.nextSetBit(0));
          all.add(compiled == null ? Compiled.from(first) : compiled);
        });
    CandidateIndex index = CandidateIndex.of(all.stream().map(Compiled::conjunction).toList());
    List<Group> groups = new ArrayList<>();
    for (Compiled compiled : all) {
      int[] positions =
          byCondition.getOrDefault(compiled.condition().source(), new BitSet()).stream().toArray();
      groups.add(new Group(compiled, compiled.conjunction().without(index::decides), positions));
    }
    return new PolicySet(List.copyOf(policies), groups, index);
  }

  public List<ArmedPolicy> policies() {
    return policies;
  }

  public Verdict judge(Finding finding) {
    Scratch free = spare.getAndSet(null);
    Scratch scratch = free == null ? new Scratch(index.emptySet()) : free;
    index.find(finding, scratch.candidates);
    long[] candidates = scratch.candidates.left;
    int failed = 0;
    for (int word = 0; word < candidates.length; word++) {
      for (long left = candidates[word]; left != 0; left &= left - 1) {
        int place = word * Long.SIZE + Long.numberOfTrailingZeros(left);
        Group group = groups[place];
        Outcome outcome = outcome(group, scratch.candidates.isDecided(place), finding);
        if (outcome == Outcome.TRUE) {
          scratch.add(group.positions);
        } else if (outcome == Outcome.ERROR) {
          failed += group.positions.length;
          count(group);
        }
      }
    }
    List<ArmedPolicy> matching = scratch.takeFrom(policies);
    spare.set(scratch);
    return matching.isEmpty() && failed == 0 ? Verdict.NOTHING : new Verdict(matching, failed);
  }

  /** Most conditions that meet a finding here are decided as a whole. */
  private static Outcome outcome(Group group, boolean isDecided, Finding finding) {
    Judgement judgement = isDecided ? group.remaining : group.compiled.judgement();
    return judgement == Judgement.TRUE ? Outcome.TRUE : judgement.of(finding);
  }

  private void count(Group group) {
    for (int position : group.positions) {
      errors[position].increment();
    }
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
    Candidates candidates = index.emptySet();
    index.find(finding, candidates);
    return BitSet.valueOf(candidates.left).cardinality();
  }
}

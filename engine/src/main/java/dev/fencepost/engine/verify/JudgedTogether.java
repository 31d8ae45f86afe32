package dev.fencepost.engine.verify;

import dev.fencepost.engine.finding.FindingRow;
import dev.fencepost.engine.verify.PolicyCheck.Scope;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.PolicySet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Policies that answer for the same findings.
 *
 * <p>A few are judged by CEL's runtime alone. Of more, the index rules out what does not match, as
 * it does for landings; CEL judges what the index found, whatever has an open result, and some of
 * the others, each in its turn.
 */
final class JudgedTogether {

  /** CEL judges so many in twice the time that the database takes for a finding. */
  static final int FEW = 16;

  /** How many policies CEL judges for each finding whatever the index says. */
  static final int SAMPLED = 4;

  private final Coverage coverage;
  private final List<Comparison> comparisons;
  private final Map<Long, Comparison> byPolicy;
  private final @Nullable PolicySet index;
  private int next;
  private long checked;
  private long changedSinceFreeze;

  /**
   * @param versions all of this coverage
   * @param thorough whether CEL judges all of them alone, however many they are
   */
  JudgedTogether(Coverage coverage, List<VersionUnderCheck> versions, boolean thorough) {
    this.coverage = coverage;
    this.comparisons = versions.stream().map(Comparison::new).toList();
    this.byPolicy =
        comparisons.stream().collect(Collectors.toMap(Comparison::policyId, Function.identity()));
    this.index =
        thorough || versions.size() <= FEW || isSkipped()
            ? null
            : PolicySet.of(versions.stream().map(VersionUnderCheck::armed).toList());
  }

  /** Whether there is nothing to be judged. */
  boolean isSkipped() {
    return coverage.scope() == Scope.SKIPPED;
  }

  /** The policies. */
  List<Long> policyIds() {
    return comparisons.stream().map(Comparison::policyId).toList();
  }

  /**
   * Judges one finding.
   *
   * @param row null when results name a finding that is not there
   * @param open the open results of the finding by their policies
   */
  void compare(String findingId, @Nullable FindingRow row, Map<Long, OpenResult> open) {
    if (row != null && !coverage.covers(row)) {
      changedSinceFreeze += coverage.scope() == Scope.UNTIL_FREEZE ? 1 : 0;
      return;
    }
    checked += row == null || row.deleted() ? 0 : 1;
    for (Comparison comparison : index == null ? comparisons : asked(index, row, open)) {
      comparison.compare(findingId, row, open.get(comparison.policyId()));
    }
  }

  /** Those that may differ, and some of those that should not. */
  private Set<Comparison> asked(
      PolicySet policies, @Nullable FindingRow row, Map<Long, OpenResult> open) {
    Set<Comparison> asked = new LinkedHashSet<>();
    open.keySet().stream().map(byPolicy::get).filter(Objects::nonNull).forEach(asked::add);
    if (row != null && !row.deleted()) {
      for (ArmedPolicy matching : policies.judge(row.finding()).matching()) {
        asked.add(Objects.requireNonNull(byPolicy.get(matching.policyId())));
      }
      for (int i = 0; i < SAMPLED; i++) {
        asked.add(comparisons.get(next));
        next = (next + 1) % comparisons.size();
      }
    }
    return asked;
  }

  /** What was found, for each policy. */
  List<PolicyCheck> results() {
    Map<Long, Long> failed =
        index == null
            ? comparisons.stream()
                .collect(Collectors.toMap(Comparison::policyId, Comparison::errors))
            : index.errors().entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().policyId(), Map.Entry::getValue));
    List<PolicyCheck> results = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      results.add(
          comparison.result(
              checked, failed.getOrDefault(comparison.policyId(), 0L), changedSinceFreeze));
    }
    return results;
  }
}

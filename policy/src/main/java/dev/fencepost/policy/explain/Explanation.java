package dev.fencepost.policy.explain;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.CelPredicate;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.Outcome;
import dev.fencepost.policy.condition.Outline;
import java.util.List;
import java.util.Optional;

/**
 * One clause of a condition and its outcome for one finding.
 *
 * <p>Every clause is evaluated, also where CEL need not have looked at it.
 *
 * @param source the clause's text in CEL's canonical spelling
 * @param connective how the parts are joined; a leaf has none
 * @param error why the evaluation failed; present exactly for {@link Outcome#ERROR}
 * @param values the fields and labels a leaf reads; empty for other clauses
 */
public record Explanation(
    String source,
    Outline.Connective connective,
    Outcome outcome,
    Optional<String> error,
    List<Value> values,
    List<Explanation> parts) {

  /**
   * What a clause read.
   *
   * @param name as the condition writes it
   * @param value empty for a label that the finding lacks
   */
  public record Value(String name, Optional<Object> value) {}

  /** Explains the verdict of a condition on a finding. */
  public static Explanation of(Condition condition, Finding finding) {
    return of(condition.outline(), finding);
  }

  private static Explanation of(Outline outline, Finding finding) {
    CelPredicate.Examination examination = outline.predicate().examine(finding);
    return new Explanation(
        outline.source(),
        outline.connective(),
        examination.outcome(),
        examination.error(),
        outline.uses().stream().map(use -> new Value(use.name(), use.of(finding))).toList(),
        outline.parts().stream().map(part -> of(part, finding)).toList());
  }
}

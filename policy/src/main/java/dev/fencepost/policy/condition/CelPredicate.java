package dev.fencepost.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.fencepost.core.finding.Finding;
import java.util.Optional;

/** An expression that CEL's own runtime evaluates. Safe for use by several threads. */
public final class CelPredicate {

  private final CelRuntime.Program program;

  CelPredicate(CelAbstractSyntaxTree ast) {
    this.program = CelLanguage.program(ast);
  }

  public Outcome judge(Finding finding) {
    return examine(finding).outcome();
  }

  /** Judges, and says why an evaluation failed. */
  public Examination examine(Finding finding) {
    try {
      Object value = program.eval(name -> FindingField.named(name).map(field -> field.of(finding)));
      return value instanceof Boolean verdict
          ? new Examination(Outcome.of(verdict), Optional.empty())
          : new Examination(Outcome.ERROR, Optional.of("the value is neither true nor false"));
    } catch (CelEvaluationException e) {
      return new Examination(Outcome.ERROR, Optional.of(reason(e)));
    }
  }

  /** CEL's message without its position, which is of no use to who sees the clause itself. */
  private static String reason(CelEvaluationException e) {
    return String.valueOf(e.getMessage()).replaceFirst("^evaluation error( at [^ ]+)?: ", "");
  }

  /**
   * An outcome with its reason.
   *
   * @param error why the evaluation failed; present exactly for {@link Outcome#ERROR}
   */
  public record Examination(Outcome outcome, Optional<String> error) {}
}

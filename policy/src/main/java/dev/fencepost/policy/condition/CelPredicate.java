package dev.fencepost.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.fencepost.core.finding.Finding;
import java.util.Optional;
import java.util.regex.Pattern;

/** An expression that CEL's own runtime evaluates. Safe for use by several threads. */
public final class CelPredicate {

  private static final Pattern POSITION = Pattern.compile("^evaluation error( at [^ ]+)?: ");

  /** CEL names a missing key in this sentence, or alone. */
  private static final Pattern MISSING_KEY =
      Pattern.compile("^key '(.*)' is not present in map\\.$", Pattern.DOTALL);

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
    String message = POSITION.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    return e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND
        ? "there is no label " + MISSING_KEY.matcher(message).replaceFirst("$1")
        : message;
  }

  /**
   * An outcome with its reason.
   *
   * @param error why the evaluation failed; present exactly for {@link Outcome#ERROR}
   */
  public record Examination(Outcome outcome, Optional<String> error) {}
}

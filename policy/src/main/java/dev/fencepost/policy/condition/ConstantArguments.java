package dev.fencepost.policy.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks arguments that CEL would only look at when it evaluates. */
final class ConstantArguments {

  private static final Set<String> CONVERSIONS = Set.of("timestamp", "duration");

  private ConstantArguments() {}

  static List<ConditionProblem> problems(CheckedExpression root) {
    List<ConditionProblem> problems = new ArrayList<>();
    for (CelExpr call : Expressions.all(root.expr(), e -> Expressions.isCall(e, "matches"))) {
      pattern(root, call).ifPresent(problems::add);
    }
    for (CelExpr call : Expressions.all(root.expr(), ConstantArguments::isConversion)) {
      conversion(root, call).ifPresent(problems::add);
    }
    return problems;
  }

  private static boolean isConversion(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CALL
        && CONVERSIONS.contains(expr.call().function());
  }

  /** A pattern from data could be as costly as whoever wrote the data likes. */
  private static Optional<ConditionProblem> pattern(CheckedExpression root, CelExpr call) {
    List<CelExpr> operands = Expressions.operands(call);
    CelExpr pattern = operands.get(operands.size() - 1);
    Optional<String> text = root.at(pattern).constantText();
    if (text.isEmpty()) {
      return Optional.of(
          problem(root, pattern, "the pattern of matches() must be a constant text"));
    }
    return fault(text.get()).map(fault -> problem(root, pattern, fault));
  }

  private static Optional<String> fault(String pattern) {
    try {
      int size = Pattern.compile(pattern).programSize();
      return size > ConditionLimits.MAX_REGEX_PROGRAM_SIZE
          ? Optional.of("the regular expression is too large")
          : Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("not an RE2 regular expression: " + e.getMessage());
    }
  }

  private static Optional<ConditionProblem> conversion(CheckedExpression root, CelExpr call) {
    CelExpr argument = Expressions.operands(call).get(0);
    if (root.at(argument).constantText().isEmpty()) {
      return Optional.empty();
    }
    try {
      root.at(call).evaluate();
      return Optional.empty();
    } catch (CelEvaluationException e) {
      String kind = call.call().function();
      return Optional.of(problem(root, argument, "not a valid " + kind));
    }
  }

  private static ConditionProblem problem(CheckedExpression root, CelExpr at, String message) {
    return Positions.problem(root.tree(), at, 0, message, "");
  }
}

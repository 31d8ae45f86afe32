package dev.fencepost.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds misspelt fields. CEL only knows that it has no variable called {@code finding}, so its own
 * message would hide which name is wrong.
 */
final class FieldNames {

  private static final String FINDING = "finding";

  private FieldNames() {}

  static List<ConditionProblem> problems(CelAbstractSyntaxTree parsed) {
    List<ConditionProblem> problems = new ArrayList<>();
    collect(parsed, parsed.getExpr(), problems);
    return problems;
  }

  private static void collect(
      CelAbstractSyntaxTree tree, CelExpr expr, List<ConditionProblem> problems) {
    if (Expressions.isLoop(expr) && expr.comprehension().iterVar().equals(FINDING)) {
      return;
    }
    if (expr.getKind() == Kind.SELECT && isFinding(expr.select().operand())) {
      String key = expr.select().field();
      if (!FindingField.keys().contains(key)) {
        problems.add(unknown(tree, expr, key));
      }
      return;
    }
    if (isFinding(expr)) {
      problems.add(
          Positions.problem(
              tree, expr, 0, "finding cannot be used as a whole", "name one of its fields"));
    }
    Expressions.children(expr).forEach(child -> collect(tree, child, problems));
  }

  private static boolean isFinding(CelExpr expr) {
    return expr.getKind() == Kind.IDENT && expr.ident().name().equals(FINDING);
  }

  private static ConditionProblem unknown(CelAbstractSyntaxTree tree, CelExpr select, String key) {
    String suggestion =
        NearestName.to(key, FindingField.keys())
            .map(name -> "did you mean finding." + name + "?")
            .orElse("valid fields are " + String.join(", ", FindingField.keys()));
    // CEL places a selection at its dot; inside has() it places it at the macro.
    int toName = select.select().testOnly() ? 0 : 1;
    return Positions.problem(tree, select, toName, "finding has no field " + key, suggestion);
  }
}

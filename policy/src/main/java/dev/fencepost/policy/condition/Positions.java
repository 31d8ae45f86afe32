package dev.fencepost.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;

/** Places problems in the source text of a condition. */
final class Positions {

  private static final CelSourceLocation START = CelSourceLocation.of(1, 0);

  private Positions() {}

  /** A problem at the position of an expression, moved to the right by some code points. */
  static ConditionProblem problem(
      CelAbstractSyntaxTree tree, CelExpr expr, int right, String message, String suggestion) {
    Integer offset = tree.getSource().getPositionsMap().get(expr.id());
    CelSourceLocation place =
        offset == null ? START : tree.getSource().getOffsetLocation(offset + right).orElse(START);
    return at(place, message, suggestion);
  }

  /** CEL counts lines from 1 and columns from 0, and has places that are nowhere. */
  static ConditionProblem at(CelSourceLocation place, String message, String suggestion) {
    return new ConditionProblem(
        Math.max(1, place.getLine()), Math.max(0, place.getColumn()) + 1, message, suggestion);
  }
}

package dev.fencepost.policy.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bounds how large the values can get that an evaluation makes.
 *
 * <p>The limit on the steps of loops does not: {@code ["a"].map(x, x + x + x).map(x, x + x + x)}
 * takes one step for each loop, and what is in it gets larger and larger. Sizes are counted in
 * texts, of which a field or a constant is one, and never too low.
 */
final class Growth {

  private static final Set<CelKind> FIXED =
      EnumSet.of(
          CelKind.BOOL,
          CelKind.INT,
          CelKind.UINT,
          CelKind.DOUBLE,
          CelKind.DURATION,
          CelKind.TIMESTAMP,
          CelKind.NULL_TYPE);

  private final CheckedExpression root;
  private double largest;

  private Growth(CheckedExpression root) {
    this.root = root;
  }

  /**
   * The size of a value.
   *
   * @param total the texts in it altogether
   * @param members how many a loop over it visits
   * @param member the total of its largest member
   */
  private record Size(double total, double members, double member) {

    static final Size NOTHING = new Size(0, 0, 0);
    static final Size ONE = of(1);
    static final Size LABELS = new Size(100, 50, 1);

    /** That of a value of which only the total is known. */
    static Size of(double total) {
      return new Size(total, total, total);
    }

    Size plus(Size other) {
      return new Size(total + other.total, members + other.members, Math.max(member, other.member));
    }

    Size or(Size other) {
      return new Size(
          Math.max(total, other.total),
          Math.max(members, other.members),
          Math.max(member, other.member));
    }

    Size times(double count) {
      return new Size(total * count, members * count, member);
    }
  }

  static boolean isBounded(CheckedExpression root) {
    Growth growth = new Growth(root);
    growth.size(root.expr(), Map.of());
    return growth.largest <= ConditionLimits.MAX_TEXTS;
  }

  private Size size(CelExpr expr, Map<String, Size> variables) {
    Size size = composed(expr, variables);
    Size known = isFixed(expr) ? Size.ONE : size;
    largest = Math.max(largest, known.total());
    return known;
  }

  private boolean isFixed(CelExpr expr) {
    return root.tree().getType(expr.id()).map(CelType::kind).filter(FIXED::contains).isPresent();
  }

  private Size composed(CelExpr expr, Map<String, Size> variables) {
    List<CelExpr> children = Expressions.children(expr);
    return switch (expr.getKind()) {
      case CONSTANT, NOT_SET -> Size.ONE;
      case IDENT ->
          root.at(expr).labels().isPresent()
              ? Size.LABELS
              : variables.getOrDefault(expr.ident().name(), Size.ONE);
      case SELECT -> Size.of(size(children.get(0), variables).member());
      case LIST, MAP, STRUCT -> literal(children, variables);
      case CALL -> call(expr, Expressions.operands(expr), variables);
      case COMPREHENSION -> loop(expr.comprehension(), variables);
    };
  }

  private Size literal(List<CelExpr> members, Map<String, Size> variables) {
    Size literal = Size.NOTHING;
    for (CelExpr member : members) {
      double total = size(member, variables).total();
      literal = literal.plus(new Size(total, 1, total));
    }
    return literal;
  }

  private Size call(CelExpr call, List<CelExpr> operands, Map<String, Size> variables) {
    List<Size> sizes = operands.stream().map(operand -> size(operand, variables)).toList();
    return switch (call.call().function()) {
      case "_[_]" -> Size.of(sizes.get(0).member());
      case "_?_:_" -> sizes.get(1).or(sizes.get(2));
      case "_+_" -> sizes.get(0).plus(sizes.get(1));
      default -> Size.of(sizes.stream().mapToDouble(Size::total).sum());
    };
  }

  /** A step adds to what the steps before it made, which a condition cannot name. */
  private Size loop(CelComprehension loop, Map<String, Size> outer) {
    Size range = size(loop.iterRange(), outer);
    Map<String, Size> variables = new HashMap<>(outer);
    variables.put(loop.iterVar(), Size.of(range.member()));
    variables.put(loop.accuVar(), Size.NOTHING);
    size(loop.loopCondition(), variables);
    Size step = size(loop.loopStep(), variables).times(range.members());
    variables.put(loop.accuVar(), size(loop.accuInit(), outer).plus(step));
    return size(loop.result(), variables);
  }
}

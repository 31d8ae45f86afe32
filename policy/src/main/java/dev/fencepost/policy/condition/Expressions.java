package dev.fencepost.policy.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Walks over CEL's syntax trees. */
final class Expressions {

  private Expressions() {}

  static List<CelExpr> children(CelExpr expr) {
    List<CelExpr> children = new ArrayList<>();
    switch (expr.getKind()) {
      case SELECT -> children.add(expr.select().operand());
      case CALL -> {
        expr.call().target().ifPresent(children::add);
        children.addAll(expr.call().args());
      }
      case LIST -> children.addAll(expr.list().elements());
      case STRUCT -> expr.struct().entries().forEach(entry -> children.add(entry.value()));
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    children.add(entry.key());
                    children.add(entry.value());
                  });
      case COMPREHENSION -> {
        CelComprehension loop = expr.comprehension();
        children.add(loop.iterRange());
        children.add(loop.accuInit());
        children.add(loop.loopCondition());
        children.add(loop.loopStep());
        children.add(loop.result());
      }
      case NOT_SET, CONSTANT, IDENT -> {}
    }
    return children;
  }

  /** Whether the tree is nested more deeply than the limit; never recurses below it. */
  static boolean isDeeperThan(int limit, CelExpr expr) {
    return limit == 0 || children(expr).stream().anyMatch(child -> isDeeperThan(limit - 1, child));
  }

  /** How many loops stand inside each other at most; one whose range is a loop counts as well. */
  static int nestedLoops(CelExpr expr) {
    int inside = children(expr).stream().mapToInt(Expressions::nestedLoops).max().orElse(0);
    return isLoop(expr) ? inside + 1 : inside;
  }

  /** All expressions of the tree for which the test holds, in source order. */
  static List<CelExpr> all(CelExpr root, Predicate<CelExpr> test) {
    List<CelExpr> found = new ArrayList<>();
    collect(root, test, found);
    return found;
  }

  private static void collect(CelExpr expr, Predicate<CelExpr> test, List<CelExpr> found) {
    if (test.test(expr)) {
      found.add(expr);
    }
    children(expr).forEach(child -> collect(child, test, found));
  }

  /** The names of all functions that the tree calls, operators and those of macros included. */
  static Set<String> functions(CelExpr root) {
    return all(root, expr -> expr.getKind() == CelExpr.ExprKind.Kind.CALL).stream()
        .map(expr -> expr.call().function())
        .collect(Collectors.toUnmodifiableSet());
  }

  static boolean isCall(CelExpr expr, String function) {
    return expr.getKind() == CelExpr.ExprKind.Kind.CALL && expr.call().function().equals(function);
  }

  static boolean isLoop(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION;
  }

  /** The receiver, if there is one, and the arguments. */
  static List<CelExpr> operands(CelExpr call) {
    return children(call);
  }
}

package dev.fencepost.policy.condition;

import dev.cel.common.ast.CelExpr;
import dev.fencepost.policy.condition.Outline.Connective;
import dev.fencepost.policy.condition.Outline.Use;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Splits a checked expression at its logical operators. */
final class OutlineReader {

  private OutlineReader() {}

  static Outline outline(CheckedExpression node) {
    Connective connective = connective(node.expr());
    List<Outline> parts =
        operands(node.expr(), connective).stream().map(part -> outline(node.at(part))).toList();
    List<Use> uses = connective == Connective.LEAF ? uses(node) : List.of();
    return new Outline(
        CelLanguage.unparse(node.asTree()), connective, parts, node.predicate(), uses);
  }

  private static Connective connective(CelExpr expr) {
    if (Expressions.isCall(expr, "_&&_")) {
      return Connective.ALL;
    }
    if (Expressions.isCall(expr, "_||_")) {
      return Connective.ANY;
    }
    return Expressions.isCall(expr, "!_") ? Connective.NOT : Connective.LEAF;
  }

  /** The operands; chains of one operator, which CEL stores as a tree, become one list again. */
  private static List<CelExpr> operands(CelExpr expr, Connective connective) {
    if (connective == Connective.LEAF) {
      return List.of();
    }
    List<CelExpr> operands = new ArrayList<>();
    for (CelExpr operand : expr.call().args()) {
      if (connective != Connective.NOT && connective(operand) == connective) {
        operands.addAll(operands(operand, connective));
      } else {
        operands.add(operand);
      }
    }
    return operands;
  }

  private static List<Use> uses(CheckedExpression node) {
    Set<Use> uses = new LinkedHashSet<>();
    collect(node, uses);
    return List.copyOf(uses);
  }

  private static void collect(CheckedExpression node, Set<Use> uses) {
    Optional<TextTerm.Label> label = node.label().or(node::presentLabel);
    if (label.isPresent()) {
      uses.add(new Use(label.get().labels(), label.map(TextTerm.Label::key)));
      return;
    }
    node.field().ifPresent(field -> uses.add(new Use(field, Optional.empty())));
    Expressions.children(node.expr()).forEach(child -> collect(node.at(child), uses));
  }
}

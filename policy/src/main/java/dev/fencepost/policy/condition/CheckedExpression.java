package dev.fencepost.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import java.util.Optional;

/** One node of a checked condition, together with the tree it belongs to. */
record CheckedExpression(CelAbstractSyntaxTree tree, CelExpr expr) {

  static CheckedExpression root(CelAbstractSyntaxTree tree) {
    return new CheckedExpression(tree, tree.getExpr());
  }

  CheckedExpression at(CelExpr part) {
    return new CheckedExpression(tree, part);
  }

  /** A tree of its own for this node, with the positions of the whole condition. */
  CelAbstractSyntaxTree asTree() {
    return CelAbstractSyntaxTree.newCheckedAst(
        expr, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap());
  }

  boolean isBoolean() {
    return tree.getType(expr.id()).filter(SimpleType.BOOL::equals).isPresent();
  }

  CelPredicate predicate() {
    return new CelPredicate(asTree());
  }

  /** The value, when it depends on no finding and evaluating it does not fail. */
  Optional<Object> constant() {
    if (!Expressions.all(expr, CheckedExpression::variesOrLoops).isEmpty()) {
      return Optional.empty();
    }
    if (expr.getKind() == Kind.CONSTANT
        && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
      return Optional.of(expr.constant().stringValue());
    }
    try {
      return Optional.ofNullable(evaluate());
    } catch (CelEvaluationException e) {
      return Optional.empty();
    }
  }

  /** Evaluates an expression without variables. */
  Object evaluate() throws CelEvaluationException {
    return CelLanguage.program(asTree()).eval();
  }

  private static boolean variesOrLoops(CelExpr part) {
    return part.getKind() == Kind.IDENT || part.getKind() == Kind.COMPREHENSION;
  }

  /** The field, when this node is a plain use of one. */
  Optional<FindingField> field() {
    return expr.getKind() == Kind.IDENT
        ? FindingField.named(expr.ident().name())
        : Optional.empty();
  }

  /** The text term, when this node is a text field or a label with a constant key. */
  Optional<TextTerm> textTerm() {
    Optional<FindingField> field = field();
    if (field.isPresent()) {
      return field.filter(f -> f.kind() == FindingField.Kind.TEXT).map(TextTerm.Field::new);
    }
    return labelKey().map(TextTerm.Label::new);
  }

  /** The key, when this node is {@code finding.labels.key} or {@code finding.labels["key"]}. */
  Optional<String> labelKey() {
    if (expr.getKind() == Kind.SELECT && !expr.select().testOnly()) {
      return isLabels(expr.select().operand())
          ? Optional.of(expr.select().field())
          : Optional.empty();
    }
    if (Expressions.isCall(expr, "_[_]") && isLabels(expr.call().args().get(0))) {
      return at(expr.call().args().get(1)).constantText();
    }
    return Optional.empty();
  }

  /** The key, when this node is {@code has(finding.labels.key)}. */
  Optional<String> presenceKey() {
    return expr.getKind() == Kind.SELECT
            && expr.select().testOnly()
            && isLabels(expr.select().operand())
        ? Optional.of(expr.select().field())
        : Optional.empty();
  }

  Optional<String> constantText() {
    return constant().filter(String.class::isInstance).map(String.class::cast);
  }

  boolean isLabels() {
    return isLabels(expr);
  }

  private boolean isLabels(CelExpr operand) {
    return at(operand).field().filter(FindingField.LABELS::equals).isPresent();
  }
}

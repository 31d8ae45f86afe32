package dev.fencepost.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

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

  /** The fields that this node and what is below it name, and on which alone its value depends. */
  Set<FindingField> fields() {
    Set<FindingField> fields = EnumSet.noneOf(FindingField.class);
    Expressions.all(expr, part -> true).forEach(part -> at(part).field().ifPresent(fields::add));
    return fields;
  }

  /** The text term, when this node is a text field or a label with a constant key. */
  Optional<TextTerm> textTerm() {
    Optional<FindingField> field = field();
    if (field.isPresent()) {
      return field.filter(f -> f.kind() == FindingField.Kind.TEXT).map(TextTerm.Field::new);
    }
    return label().map(TextTerm.class::cast);
  }

  /** The label, when this node is such as {@code finding.labels.key} or {@code …["key"]}. */
  Optional<TextTerm.Label> label() {
    if (expr.getKind() == Kind.SELECT && !expr.select().testOnly()) {
      return selectedLabel();
    }
    if (Expressions.isCall(expr, "_[_]")) {
      return at(expr.call().args().get(0))
          .labels()
          .flatMap(labels -> indexedLabel(labels, at(expr.call().args().get(1))));
    }
    return Optional.empty();
  }

  /** The label, when this node is such as {@code has(finding.labels.key)}. */
  Optional<TextTerm.Label> presentLabel() {
    return expr.getKind() == Kind.SELECT && expr.select().testOnly()
        ? selectedLabel()
        : Optional.empty();
  }

  private static Optional<TextTerm.Label> indexedLabel(FindingField labels, CheckedExpression key) {
    return key.constantText().map(text -> new TextTerm.Label(labels, text));
  }

  private Optional<TextTerm.Label> selectedLabel() {
    return at(expr.select().operand()).label(expr.select().field());
  }

  /** The label with a key, when this node is a map of labels. */
  Optional<TextTerm.Label> label(String key) {
    return labels().map(labels -> new TextTerm.Label(labels, key));
  }

  /** The field, when this node is a map of labels. */
  Optional<FindingField> labels() {
    return field().filter(field -> field.kind() == FindingField.Kind.LABELS);
  }

  Optional<String> constantText() {
    return constant().filter(String.class::isInstance).map(String.class::cast);
  }
}

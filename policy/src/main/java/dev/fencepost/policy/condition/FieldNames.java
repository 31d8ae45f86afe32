package dev.fencepost.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds misspelt fields. CEL only knows that it has no variable called {@code finding}, so its own
 * message would hide which name is wrong.
 */
final class FieldNames {

  private static final String FINDING = "finding";

  private final CelAbstractSyntaxTree tree;
  private final List<ConditionProblem> problems = new ArrayList<>();

  private FieldNames(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  static List<ConditionProblem> problems(CelAbstractSyntaxTree parsed) {
    FieldNames names = new FieldNames(parsed);
    names.check(parsed.getExpr());
    return names.problems;
  }

  private void check(CelExpr expr) {
    if (Expressions.isLoop(expr) && expr.comprehension().iterVar().equals(FINDING)) {
      return;
    }
    if (expr.getKind() == Kind.SELECT && isFinding(expr.select().operand())) {
      checkKey(expr);
    } else if (expr.getKind() == Kind.SELECT && isGroup(expr.select().operand())) {
      checkGrouped(expr, expr.select().operand().select().field());
    } else if (isFinding(expr)) {
      addWhole(expr, 0, FINDING);
    } else {
      Expressions.children(expr).forEach(this::check);
    }
  }

  /** Of {@code finding.key}, which stands alone or before a label. */
  private void checkKey(CelExpr select) {
    String key = select.select().field();
    if (isGroup(select)) {
      addWhole(select, toName(select), FindingField.PREFIX + key);
    } else if (!FindingField.keys().contains(key)) {
      add(select, FINDING, key, nearest(key), FindingField.keys());
    }
  }

  /** Of {@code finding.group.key}. */
  private void checkGrouped(CelExpr select, String group) {
    String key = select.select().field();
    List<String> keys = FindingField.keys(group);
    if (!keys.contains(key)) {
      Optional<String> nearest = NearestName.to(key, keys).map(name -> group + "." + name);
      add(select, FindingField.PREFIX + group, key, nearest, keys);
    }
  }

  /** The key that somebody meant who wrote this one, also without the name of its group. */
  static Optional<String> nearest(String key) {
    Map<String, String> keys = new LinkedHashMap<>();
    FindingField.keys().forEach(name -> keys.put(name, name));
    for (FindingField field : FindingField.values()) {
      keys.put(field.key(), field.key());
      keys.putIfAbsent(field.simpleKey(), field.key());
    }
    return NearestName.to(key, keys.keySet()).map(keys::get);
  }

  private static boolean isFinding(CelExpr expr) {
    return expr.getKind() == Kind.IDENT && expr.ident().name().equals(FINDING);
  }

  private static boolean isGroup(CelExpr expr) {
    return expr.getKind() == Kind.SELECT
        && isFinding(expr.select().operand())
        && FindingField.groups().contains(expr.select().field());
  }

  private void addWhole(CelExpr expr, int toName, String name) {
    problems.add(
        Positions.problem(
            tree, expr, toName, name + " cannot be used as a whole", "name one of its fields"));
  }

  private void add(
      CelExpr select, String of, String key, Optional<String> nearest, List<String> valid) {
    String suggestion =
        nearest
            .map(name -> "did you mean " + FindingField.PREFIX + name + "?")
            .orElse("valid fields are " + String.join(", ", valid));
    problems.add(
        Positions.problem(tree, select, toName(select), of + " has no field " + key, suggestion));
  }

  /** CEL places a selection at its dot; inside has() it places it at the macro. */
  private static int toName(CelExpr select) {
    return select.select().testOnly() ? 0 : 1;
  }
}

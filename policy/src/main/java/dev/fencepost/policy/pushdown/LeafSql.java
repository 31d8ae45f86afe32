package dev.fencepost.policy.pushdown;

import dev.fencepost.policy.condition.Clause;
import dev.fencepost.policy.condition.Comparison;
import dev.fencepost.policy.condition.FindingField;
import dev.fencepost.policy.condition.TextTerm;
import java.time.ZoneOffset;

/** SQL for clauses that have no parts. */
final class LeafSql {

  private final String alias;

  LeafSql(String alias) {
    this.alias = alias;
  }

  SqlPart where(Clause clause, boolean wanted) {
    if (clause instanceof Clause.Constant constant) {
      return SqlPart.constant(constant.value() == wanted);
    }
    if (clause instanceof Clause.HasLabel has) {
      return hasLabel(has.label(), wanted);
    }
    if (clause instanceof Clause.CountComparison count) {
      return SqlPart.exact(compared(count.field(), count.comparison(), wanted), count.literal());
    }
    if (clause instanceof Clause.TimeComparison time) {
      return SqlPart.exact(
          compared(time.field(), time.comparison(), wanted),
          time.literal().atOffset(ZoneOffset.UTC));
    }
    if (clause instanceof Clause.ConfidenceComparison confidence) {
      return confidence(confidence.comparison(), confidence.literal(), wanted);
    }
    return TextSql.where(alias, clause, wanted);
  }

  private SqlPart hasLabel(TextTerm.Label label, boolean wanted) {
    SqlPart present = TextSql.present(alias, label);
    if (present.equals(SqlPart.NOTHING)) {
      return SqlPart.constant(!wanted);
    }
    return wanted ? present : SqlPart.exact("NOT " + present.sql(), present.parameters());
  }

  /**
   * SQL sorts NaN above all numbers, where CEL lets every comparison with it but {@code !=} be
   * false. The literal is never NaN, so only comparisons upwards differ.
   */
  private SqlPart confidence(Comparison comparison, double literal, boolean wanted) {
    String column = alias + "." + FindingField.CONFIDENCE.column();
    String compared = compared(FindingField.CONFIDENCE, comparison, wanted);
    boolean upwards = comparison == Comparison.GT || comparison == Comparison.GE;
    if (!upwards) {
      return SqlPart.exact(compared, literal);
    }
    String nan = "'NaN'::float8";
    return SqlPart.exact(
        wanted
            ? "(" + compared + " AND " + column + " < " + nan + ")"
            : "(" + compared + " OR " + column + " = " + nan + ")",
        literal);
  }

  private String compared(FindingField field, Comparison comparison, boolean wanted) {
    return alias + "." + field.column() + " " + operator(comparison, wanted) + " ?";
  }

  /** The SQL operator for a comparison, or for its opposite. */
  static String operator(Comparison comparison, boolean wanted) {
    return switch (comparison) {
      case EQ -> wanted ? "=" : "<>";
      case NE -> wanted ? "<>" : "=";
      case LT -> wanted ? "<" : ">=";
      case LE -> wanted ? "<=" : ">";
      case GT -> wanted ? ">" : "<=";
      case GE -> wanted ? ">=" : "<";
    };
  }
}

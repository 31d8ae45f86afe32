package dev.fencepost.policy.pushdown;

import dev.fencepost.policy.condition.Clause;
import dev.fencepost.policy.condition.Comparison;
import dev.fencepost.policy.condition.FindingField;
import dev.fencepost.policy.condition.TextTerm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * SQL for tests of one text, a column or a label.
 *
 * <p>Equality needs no collation: PostgreSQL's default collations compare equal only what is the
 * same bytes. Patterns are avoided, since they would need escaping.
 */
final class TextSql {

  private final String text;
  private final List<Object> keys;
  private final SqlPart present;
  private final boolean wanted;

  private TextSql(String text, List<Object> keys, SqlPart present, boolean wanted) {
    this.text = text;
    this.keys = keys;
    this.present = present;
    this.wanted = wanted;
  }

  static SqlPart where(String alias, Clause clause, boolean wanted) {
    if (clause instanceof Clause.TextComparison text) {
      return of(alias, text.term(), wanted).compared(text.comparison(), text.literal());
    }
    if (clause instanceof Clause.TextIn in) {
      return of(alias, in.term(), wanted).in(List.copyOf(in.literals()));
    }
    if (clause instanceof Clause.TextPart part) {
      return of(alias, part.term(), wanted).part(part.where(), part.literal());
    }
    if (clause instanceof Clause.TextMatch match) {
      // The database has other regular expressions. Either way there must be a text to look at.
      return of(alias, match.term(), wanted).present.asSuperset();
    }
    return SqlPart.UNKNOWN;
  }

  private static TextSql of(String alias, TextTerm term, boolean wanted) {
    if (term instanceof TextTerm.Field field) {
      return new TextSql(column(alias, field.field()), List.of(), SqlPart.EVERYTHING, wanted);
    }
    TextTerm.Label label = (TextTerm.Label) term;
    return new TextSql(
        "(" + column(alias, label.labels()) + "->>?::text)",
        List.of(label.key()),
        present(alias, label),
        wanted);
  }

  /** Where a label is present. */
  static SqlPart present(String alias, TextTerm.Label label) {
    return StoredText.canHold(label.key())
        ? SqlPart.exact("jsonb_exists(" + column(alias, label.labels()) + ", ?::text)", label.key())
        : SqlPart.NOTHING;
  }

  private static String column(String alias, FindingField field) {
    return alias + "." + field.column();
  }

  private SqlPart compared(Comparison comparison, String literal) {
    return switch (comparison) {
      case EQ, NE ->
          StoredText.canHold(literal)
              ? test(text + " " + LeafSql.operator(comparison, wanted) + " ?", literal)
              : known(comparison == Comparison.NE);
      case LT, LE, GT, GE -> ordered(comparison, literal);
    };
  }

  /**
   * No stored text has U+0000, so one that sorts before {@code "ab\0…"} sorts before {@code "ab"}
   * or is that text.
   */
  private SqlPart ordered(Comparison comparison, String literal) {
    int nul = literal.indexOf('\0');
    if (nul >= 0) {
      boolean below = comparison == Comparison.LT || comparison == Comparison.LE;
      return ordered(below ? Comparison.LE : Comparison.GT, literal.substring(0, nul));
    }
    if (!StoredText.sortsAlike(literal)) {
      return present.asSuperset();
    }
    return test(text + " COLLATE \"C\" " + LeafSql.operator(comparison, wanted) + " ?", literal);
  }

  private SqlPart in(List<String> literals) {
    List<String> storable = literals.stream().filter(StoredText::canHold).toList();
    if (storable.isEmpty()) {
      return known(false);
    }
    String places = String.join(", ", Collections.nCopies(storable.size(), "?"));
    return test(text + (wanted ? " IN (" : " NOT IN (") + places + ")", storable.toArray());
  }

  private SqlPart part(Clause.TextPart.Where where, String literal) {
    if (literal.isEmpty() || !StoredText.canHold(literal)) {
      return known(literal.isEmpty());
    }
    return switch (where) {
      case START -> test((wanted ? "" : "NOT ") + "starts_with(" + text + ", ?::text)", literal);
      case END ->
          test(
              "right(%s, char_length(?::text)) %s ?".formatted(text, wanted ? "=" : "<>"),
              literal,
              literal);
      case ANYWHERE ->
          test("strpos(%s, ?::text) %s 0".formatted(text, wanted ? ">" : "="), literal);
    };
  }

  /** A test with the same outcome for every text; a missing label has none. */
  private SqlPart known(boolean outcome) {
    return outcome == wanted ? present : SqlPart.NOTHING;
  }

  /** A test is NULL where the label is missing, which is where CEL has an error. */
  private SqlPart test(String sql, Object... literals) {
    if (present.equals(SqlPart.NOTHING)) {
      return SqlPart.NOTHING;
    }
    List<Object> parameters = new ArrayList<>(keys);
    Collections.addAll(parameters, literals);
    return SqlPart.exact(keys.isEmpty() ? sql : "coalesce(" + sql + ", false)", parameters);
  }
}

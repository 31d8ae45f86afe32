package dev.fencepost.policy.pushdown;

import dev.fencepost.policy.condition.Clause;
import dev.fencepost.policy.condition.Condition;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Translates conditions to SQL. */
public final class Pushdown {

  private static final Pattern ALIAS = Pattern.compile("[a-z_][a-z0-9_]{0,30}");

  private final LeafSql leaves;

  private Pushdown(String alias) {
    this.leaves = new LeafSql(alias);
  }

  /**
   * The SQL for a condition.
   *
   * @param alias the name by which the statement knows the table {@code findings}
   */
  public static SqlCondition of(Condition condition, String alias) {
    if (!ALIAS.matcher(alias).matches()) {
      throw new IllegalArgumentException("not a table alias: " + alias);
    }
    SqlPart part = new Pushdown(alias).where(condition.clause(), true);
    return new SqlCondition(part.sql(), part.parameters(), part.exact());
  }

  /** Where the clause is true, or where it is false. */
  private SqlPart where(Clause clause, boolean wanted) {
    if (clause instanceof Clause.And and) {
      return compound(and.parts(), wanted, wanted);
    }
    if (clause instanceof Clause.Or or) {
      return compound(or.parts(), wanted, !wanted);
    }
    if (clause instanceof Clause.Not not) {
      return where(not.part(), !wanted);
    }
    if (clause instanceof Clause.Choice choice) {
      return choice(choice, wanted);
    }
    return leaves.where(clause, wanted);
  }

  private SqlPart compound(List<Clause> clauses, boolean wanted, boolean all) {
    List<SqlPart> parts = clauses.stream().map(clause -> where(clause, wanted)).toList();
    return all ? SqlPart.all(parts) : SqlPart.any(parts);
  }

  /**
   * The test appears twice in the SQL. A test that itself chooses would double at every level, so
   * it is not pushed.
   */
  private SqlPart choice(Clause.Choice choice, boolean wanted) {
    if (contains(choice.test(), Clause.Choice.class::isInstance)) {
      return SqlPart.UNKNOWN;
    }
    SqlPart yes = SqlPart.all(List.of(where(choice.test(), true), where(choice.yes(), wanted)));
    SqlPart no = SqlPart.all(List.of(where(choice.test(), false), where(choice.no(), wanted)));
    return SqlPart.any(List.of(yes, no));
  }

  private static boolean contains(Clause clause, Predicate<Clause> test) {
    if (clause instanceof Clause.And and) {
      return and.parts().stream().anyMatch(part -> contains(part, test));
    }
    if (clause instanceof Clause.Or or) {
      return or.parts().stream().anyMatch(part -> contains(part, test));
    }
    if (clause instanceof Clause.Not not) {
      return contains(not.part(), test);
    }
    return test.test(clause);
  }
}

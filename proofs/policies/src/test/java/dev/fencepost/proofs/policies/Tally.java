package dev.fencepost.proofs.policies;

import dev.fencepost.policy.condition.Outcome;
import dev.fencepost.policy.pushdown.SqlCondition;

/**
 * What was compared.
 *
 * @param exact conditions whose SQL claims to select exactly the matches
 * @param narrowing conditions whose SQL claims to select more than the matches, but not everything
 * @param refused conditions of which nothing can be said in SQL
 * @param spared pairs that SQL alone ruled out
 */
record Tally(
    long exact, long narrowing, long refused, long matches, long misses, long errors, long spared) {

  static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0);

  static Tally ofCondition(SqlCondition sql) {
    boolean refused = !sql.exact() && sql.selectsEverything();
    return new Tally(
        sql.exact() ? 1 : 0, sql.exact() || refused ? 0 : 1, refused ? 1 : 0, 0, 0, 0, 0);
  }

  static Tally ofPair(Outcome outcome, boolean selected) {
    return new Tally(
        0,
        0,
        0,
        outcome == Outcome.TRUE ? 1 : 0,
        outcome == Outcome.FALSE ? 1 : 0,
        outcome == Outcome.ERROR ? 1 : 0,
        selected ? 0 : 1);
  }

  Tally plus(Tally other) {
    return new Tally(
        exact + other.exact,
        narrowing + other.narrowing,
        refused + other.refused,
        matches + other.matches,
        misses + other.misses,
        errors + other.errors,
        spared + other.spared);
  }

  long conditions() {
    return exact + narrowing + refused;
  }

  long pairs() {
    return matches + misses + errors;
  }

  @Override
  public String toString() {
    return ("%,d pairs judged alike three times: %,d matches, %,d misses, %,d errors;"
            + " %,d conditions: %,d exact in SQL, %,d narrowed, %,d refused;"
            + " SQL alone ruled out %,d pairs")
        .formatted(
            pairs(), matches, misses, errors, conditions(), exact, narrowing, refused, spared);
  }
}

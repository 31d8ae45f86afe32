package dev.fencepost.engine.backfill;

import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.pushdown.Pushdown;
import dev.fencepost.policy.pushdown.SqlCondition;
import java.util.ArrayList;
import java.util.List;

/**
 * What several policies ask of one scan: for each, the SQL that selects at least what it matches.
 */
record SharedScan(List<Wanted> wanted) {

  /**
   * A statement has room for some hundred columns. More policies than these look at every row, and
   * only the evaluator judges.
   */
  static final int PUSHED_AT_MOST = 100;

  /**
   * A statement has at most 65,535 parameters, of which the history's cut-offs need some too. One
   * condition has a few thousand at most, but several with long lists have more than there is room
   * for, and are then left to the evaluator.
   */
  static final int PARAMETERS_AT_MOST = 50_000;

  /**
   * The database looks at every policy for every row, the evaluator only at those that can match.
   * With more policies than these sending the rows to the evaluator is the shorter way.
   */
  static final int WORTH_PUSHING = 6;

  private static final SqlCondition EVERYTHING = new SqlCondition("TRUE", List.of(), false);

  /** A policy and the SQL that stands for it. */
  record Wanted(ArmedPolicy policy, SqlCondition sql) {}

  SharedScan {
    wanted = List.copyOf(wanted);
  }

  static SharedScan of(List<ArmedPolicy> policies) {
    if (policies.size() <= PUSHED_AT_MOST) {
      SharedScan pushed =
          new SharedScan(policies.stream().map(p -> new Wanted(p, pushedDown(p))).toList());
      if (pushed.parameters().size() <= PARAMETERS_AT_MOST) {
        return pushed;
      }
    }
    return evaluated(policies);
  }

  /** The way that takes least time for so many policies. */
  static SharedScan cheapest(List<ArmedPolicy> policies) {
    return policies.size() <= WORTH_PUSHING ? of(policies) : evaluated(policies);
  }

  private static SharedScan evaluated(List<ArmedPolicy> policies) {
    return new SharedScan(policies.stream().map(p -> new Wanted(p, EVERYTHING)).toList());
  }

  static Condition condition(ArmedPolicy policy) {
    return Condition.compile(policy.condition()).orElseThrow();
  }

  private static SqlCondition pushedDown(ArmedPolicy policy) {
    return Pushdown.of(condition(policy), "f");
  }

  /** Whether every row is sent, and the evaluator judges all policies. */
  boolean isLeftToEvaluator() {
    return wanted.stream().allMatch(one -> one.sql().selectsEverything() && !one.sql().exact());
  }

  /** Whether the database alone decides every policy. */
  boolean isExact() {
    return wanted.stream().allMatch(one -> one.sql().exact());
  }

  /** The policies whose candidates the evaluator has to judge. */
  List<ArmedPolicy> residual() {
    return wanted.stream().filter(one -> !one.sql().exact()).map(Wanted::policy).toList();
  }

  List<Object> parameters() {
    List<Object> all = new ArrayList<>();
    wanted.forEach(one -> all.addAll(one.sql().parameters()));
    return all;
  }
}

package dev.fencepost.engine.backfill;

import dev.fencepost.engine.finding.FindingColumns;
import dev.fencepost.policy.condition.FindingField;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.PolicySet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How policies are judged, kept from range to range: compiling a hundred conditions takes longer
 * than judging a range. Safe for use by several threads.
 */
public final class ScanPlans {

  private final AtomicReference<@Nullable Plan> latest = new AtomicReference<>();

  /**
   * A way to judge policies.
   *
   * @param scan what the database is asked for
   * @param columns what the evaluator looks at; only the id and the version when it has no part
   * @param residual the policies that are left to the evaluator
   */
  record Plan(
      List<ArmedPolicy> policies, SharedScan scan, FindingColumns columns, PolicySet residual) {

    static Plan of(List<ArmedPolicy> policies) {
      SharedScan scan = SharedScan.cheapest(policies);
      Set<FindingField> fields = EnumSet.noneOf(FindingField.class);
      for (ArmedPolicy policy : scan.residual()) {
        fields.addAll(SharedScan.condition(policy).fields());
      }
      return new Plan(policies, scan, FindingColumns.of(fields), PolicySet.of(scan.residual()));
    }

    /** The evaluator with counters of its own. */
    PolicySet evaluator() {
      return residual.rearmed(residual.policies());
    }
  }

  Plan of(List<ArmedPolicy> policies) {
    Plan known = latest.get();
    if (known != null && known.policies().equals(policies)) {
      return known;
    }
    Plan made = Plan.of(List.copyOf(policies));
    latest.set(made);
    return made;
  }
}

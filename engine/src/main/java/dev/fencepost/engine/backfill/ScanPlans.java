package dev.fencepost.engine.backfill;

import dev.fencepost.engine.finding.FindingColumns;
import dev.fencepost.policy.condition.FindingField;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.PolicySet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How policies are judged, kept from range to range: compiling a hundred conditions takes longer
 * than judging a range. Safe for use by several threads.
 */
public final class ScanPlans {

  private @Nullable Plan latest;

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

  /**
   * Makes ready for a backfill that may begin soon, which takes longer than to judge a range.
   *
   * @param jobId of the backfill; nothing is done when there is none
   */
  public void prepare(Connection connection, long jobId) throws SQLException {
    Optional<Long> activation = BackfillJobs.activationOf(connection, jobId);
    if (activation.isPresent()) {
      Plan unused = of(ActivationPolicies.judging(connection, activation.get()));
    }
  }

  /** Whoever comes while it is being made waits, since making it twice takes longer. */
  synchronized Plan of(List<ArmedPolicy> policies) {
    if (latest == null || !latest.policies().equals(policies)) {
      latest = Plan.of(List.copyOf(policies));
    }
    return latest;
  }
}

package dev.fencepost.engine.landing;

import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.PolicySet;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The policies that judge the stream, compiled once each. Asked while a partition's turn is held,
 * the answer can not change before the landing ends: whoever raises the generation takes every turn
 * first.
 */
final class ArmedPolicies {

  /**
   * Compiling one takes about a millisecond, and others may wait for the turn meanwhile. More than
   * these are compiled between two transactions.
   */
  static final int COMPILED_IN_TURN = 50;

  private PolicySet compiled = PolicySet.of(List.of());
  private @Nullable Armed cached;

  /** One generation's policies. */
  record Armed(long generation, UUID nonce, PolicySet policies) {}

  private record Generation(long number, UUID nonce) {}

  /** Many policies that this landing has not seen yet. The transaction is given up for them. */
  static final class ManyNewPolicies extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<ArmedPolicy> policies;

    private ManyNewPolicies(List<ArmedPolicy> policies) {
      super(policies.size() + " policies have to be compiled", null, false, false);
      this.policies = policies;
    }
  }

  /** Compiles outside of any transaction what a landing has met. */
  void prepare(ManyNewPolicies met) {
    compiled = compiled.rearmed(met.policies);
  }

  /**
   * The policies of the generation that this transaction sees.
   *
   * @throws ManyNewPolicies to be passed to {@link #prepare}; then try again
   */
  Armed current(Connection tx) throws SQLException {
    Generation now =
        Jdbc.one(
            tx,
            "SELECT generation, nonce FROM policy_generation",
            row -> new Generation(row.getLong(1), row.getObject(2, UUID.class)));
    Armed known = cached;
    if (known == null || known.generation != now.number || !known.nonce.equals(now.nonce)) {
      List<ArmedPolicy> armed = load(tx);
      if (compiled.lacks(armed) > COMPILED_IN_TURN) {
        throw new ManyNewPolicies(armed);
      }
      compiled = compiled.rearmed(armed);
      known = new Armed(now.number, now.nonce, compiled);
      cached = known;
    }
    return known;
  }

  /** The set that judged last, null before the first landing. */
  @Nullable PolicySet known() {
    Armed known = cached;
    return known == null ? null : known.policies();
  }

  private static List<ArmedPolicy> load(Connection tx) throws SQLException {
    List<String> armed =
        Arrays.stream(PolicyStatus.values())
            .filter(PolicyStatus::isArmed)
            .map(PolicyStatus::name)
            .toList();
    record Stored(ArmedPolicy policy, int languageLevel) {}
    List<Stored> stored =
        Jdbc.list(
            tx,
            """
            SELECT policy_id, version, condition, language_level FROM policy_versions
            WHERE status = ANY (?) ORDER BY policy_id, version
            """,
            row ->
                new Stored(
                    new ArmedPolicy(row.getLong(1), row.getInt(2), row.getString(3)),
                    row.getInt(4)),
            SqlArray.texts(armed));
    for (Stored one : stored) {
      if (one.languageLevel > Condition.LANGUAGE_LEVEL) {
        throw new IllegalStateException(
            "policy "
                + one.policy.policyId()
                + " is written in language level "
                + one.languageLevel
                + ", this program understands "
                + Condition.LANGUAGE_LEVEL
                + "; run a newer landing job");
      }
    }
    return stored.stream().map(Stored::policy).toList();
  }
}

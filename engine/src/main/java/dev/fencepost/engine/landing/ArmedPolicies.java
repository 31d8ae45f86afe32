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
 * The policies that judge the stream, compiled once for each generation. Asked while a partition's
 * turn is held, the answer can not change before the landing ends: whoever raises the generation
 * takes every turn first.
 */
final class ArmedPolicies {

  private @Nullable Armed cached;

  /** One generation's policies. */
  record Armed(long generation, UUID nonce, PolicySet policies) {}

  private record Generation(long number, UUID nonce) {}

  Armed current(Connection tx) throws SQLException {
    Generation now =
        Jdbc.one(
            tx,
            "SELECT generation, nonce FROM policy_generation",
            row -> new Generation(row.getLong(1), row.getObject(2, UUID.class)));
    Armed known = cached;
    if (known == null || known.generation != now.number || !known.nonce.equals(now.nonce)) {
      known = new Armed(now.number, now.nonce, PolicySet.of(load(tx)));
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

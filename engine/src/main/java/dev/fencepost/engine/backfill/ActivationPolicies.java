package dev.fencepost.engine.backfill;

import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The policy versions that share one fence and one scan. */
final class ActivationPolicies {

  private ActivationPolicies() {}

  /** Whether this snapshot can see the activation, and with it everything before its fence. */
  static boolean areVisible(Connection connection, long activationId) throws SQLException {
    return Jdbc.one(
        connection,
        "SELECT EXISTS (SELECT FROM policy_versions WHERE activation_id = ?) AS visible",
        row -> row.getBoolean("visible"),
        activationId);
  }

  /** Those whose history is still to be judged: neither stopped nor replaced, nor done. */
  static List<ArmedPolicy> judging(Connection connection, long activationId) throws SQLException {
    return Jdbc.list(
        connection,
        """
        SELECT v.policy_id, v.version, v.condition
        FROM policy_versions v
        JOIN policies p ON p.policy_id = v.policy_id AND p.current_version = v.version
        WHERE v.activation_id = ? AND v.status = 'BACKFILLING'
        ORDER BY v.policy_id
        """,
        row ->
            new ArmedPolicy(
                row.getLong("policy_id"), row.getInt("version"), row.getString("condition")),
        activationId);
  }
}

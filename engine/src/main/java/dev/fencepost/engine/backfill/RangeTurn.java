package dev.fencepost.engine.backfill;

import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A range whose row is locked until the transaction ends, and the policies it is judged for.
 *
 * @param pending false when it is confirmed already, or was cut anew since it was read
 * @param judging read after the lock was taken, so that nobody retires, pauses, replaces or
 *     completes them before this transaction ends
 */
record RangeTurn(boolean pending, List<ArmedPolicy> judging) {

  static RangeTurn take(Connection transaction, BackfillRange range) throws SQLException {
    boolean pending =
        Jdbc.one(
            transaction,
            """
            SELECT status = 'PENDING' AND lower_bound IS NOT DISTINCT FROM ?
              AND upper_bound IS NOT DISTINCT FROM ? AS pending
            FROM backfill_ranges
            WHERE activation_id = ? AND range_no = ?
            FOR UPDATE
            """,
            row -> row.getBoolean("pending"),
            range.lower(),
            range.upper(),
            range.activationId(),
            range.number());
    return new RangeTurn(pending, ActivationPolicies.judging(transaction, range.activationId()));
  }
}

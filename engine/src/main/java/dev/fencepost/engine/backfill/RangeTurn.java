package dev.fencepost.engine.backfill;

import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A range whose row is locked until the transaction ends, and the policies it is judged for.
 *
 * @param pending false when a part of it is confirmed already, or was cut anew since it was read
 * @param judging read after the lock was taken, so that nobody retires, pauses, replaces or
 *     completes them before this transaction ends
 */
record RangeTurn(boolean pending, List<ArmedPolicy> judging) {

  private record Row(boolean pending, @Nullable String lower, @Nullable String upper) {

    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getBoolean("pending"), row.getString("lower_bound"), row.getString("upper_bound"));
    }
  }

  /**
   * From here on the transaction need not be on disk when it commits: its results and the range's
   * status stand or fall together, and what rests on them waits for its own commit.
   */
  static RangeTurn take(Connection transaction, Dialect dialect, BackfillRange range)
      throws SQLException {
    if (!dialect.commitLater().isEmpty()) {
      Jdbc.execute(transaction, dialect.commitLater());
    }
    List<Row> rows =
        Jdbc.list(
            transaction,
            """
            SELECT status = 'PENDING' AS pending, lower_bound, upper_bound
            FROM backfill_ranges
            WHERE activation_id = ? AND range_no BETWEEN ? AND ?
            ORDER BY range_no
            FOR UPDATE
            """,
            Row::of,
            range.activationId(),
            range.number(),
            range.last());
    return new RangeTurn(
        rows.size() == range.count() && arePending(rows) && areAsRead(rows, range),
        ActivationPolicies.judging(transaction, range.activationId()));
  }

  private static boolean arePending(List<Row> rows) {
    return rows.stream().allMatch(Row::pending);
  }

  /** Whoever cuts ranges anew cuts all of them, so the outermost bounds tell. */
  private static boolean areAsRead(List<Row> rows, BackfillRange range) {
    return Objects.equals(rows.get(0).lower(), range.lower())
        && Objects.equals(rows.get(rows.size() - 1).upper(), range.upper());
  }
}

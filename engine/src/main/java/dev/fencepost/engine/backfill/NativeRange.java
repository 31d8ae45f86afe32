package dev.fencepost.engine.backfill;

import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Judges a range by one {@code INSERT … SELECT … FOR SHARE} on the leader, when there is no
 * follower to spare it and the database alone can decide every condition.
 *
 * <p>It is safe while landings change the same findings. A row that a landing holds makes the
 * statement wait. The database then looks at the row's new version, but only at the parts of the
 * statement that are about {@code f}: the verdicts in {@code w} are still those over the old
 * version. That does no harm, because every landing after the fence gives the row an offset past
 * its partition's cut-off, so the new version fails the join and drops out. A row that this
 * statement holds makes the landing wait, and its own judging, a later statement, sees the result
 * and renews or closes it.
 */
public record NativeRange(Dialect dialect, ScanPlans plans) {

  public NativeRange(Dialect dialect) {
    this(dialect, new ScanPlans());
  }

  /** As {@link #suits(Connection, long, ScanPlans)}, once. */
  static boolean suits(Connection connection, long activationId) throws SQLException {
    return suits(connection, activationId, new ScanPlans());
  }

  /** Whether every policy that the activation still judges is best left to the database. */
  public static boolean suits(Connection connection, long activationId, ScanPlans plans)
      throws SQLException {
    return plans.of(ActivationPolicies.judging(connection, activationId)).scan().isExact();
  }

  /**
   * Writes the results of the range and marks it CONFIRMED.
   *
   * @return how many results are new or newer
   * @throws IllegalStateException when a condition is not exact; see {@link #suits}
   * @throws RangeMovedException when the ranges have to be cut again
   */
  public int confirm(Connection transaction, BackfillRange range) throws SQLException {
    RangeTurn turn = RangeTurn.take(transaction, dialect, range);
    if (!turn.pending()) {
      return 0;
    }
    SharedScan scan = plans.of(turn.judging()).scan();
    if (!scan.isExact()) {
      throw new IllegalStateException("a condition of this activation needs the evaluator");
    }
    range.requireInPlace(transaction, dialect);
    long rows = History.rowsIn(transaction, dialect, range);
    int results = scan.wanted().isEmpty() ? 0 : insert(transaction, range, scan);
    new RangeTally(rows, results, Map.of(), ScanPlace.NATIVE).store(transaction, range);
    return results;
  }

  private int insert(Connection transaction, BackfillRange range, SharedScan scan)
      throws SQLException {
    History history = History.of(transaction, dialect, range);
    // The cut-offs come before the lateral verdicts in the text, and the range after them.
    List<Object> parameters = new ArrayList<>(history.cutoffs());
    parameters.addAll(scan.parameters());
    parameters.addAll(history.bounds());
    return Jdbc.update(
        transaction,
        ResultRows.INSERT
            + """
            SELECT f.finding_id, w.policy_id, w.policy_version,
              f.scan_epoch, f.source_no, f.source_offset, true, 'BACKFILL',
              clock_timestamp(), clock_timestamp()
            FROM %s
            CROSS JOIN LATERAL (VALUES %s) AS w(policy_id, policy_version, matches)
            WHERE NOT f.deleted AND %s AND w.matches
            ORDER BY f.finding_id, w.policy_id
            FOR SHARE OF f
            """
                .formatted(History.FROM, verdicts(scan), history.range())
            + ResultRows.UNLESS_NEWER,
        parameters.toArray());
  }

  private static String verdicts(SharedScan scan) {
    return scan.wanted().stream()
        .map(
            one ->
                "(%d::bigint, %d, (%s))"
                    .formatted(one.policy().policyId(), one.policy().version(), one.sql().sql()))
        .collect(Collectors.joining(", "));
  }
}

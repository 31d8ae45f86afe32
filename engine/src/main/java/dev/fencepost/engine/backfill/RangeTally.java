package dev.fencepost.engine.backfill;

import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What judging a range gave.
 *
 * @param rows how many findings lie in it
 * @param results how many results were written
 * @param errors how often each policy could not be evaluated
 * @param readFrom who answered the scan, for people
 */
public record RangeTally(
    long rows, long results, Map<ArmedPolicy, Long> errors, ScanPlace readFrom) {

  public RangeTally {
    errors = Map.copyOf(errors);
  }

  /**
   * Marks the range CONFIRMED, whose turn was taken and which is pending. What several ranges held
   * together is told by the first of them.
   */
  void store(Connection transaction, BackfillRange range) throws SQLException {
    Jdbc.update(
        transaction,
        """
        UPDATE backfill_ranges
        SET status = 'CONFIRMED', read_from = ?, updated_at = clock_timestamp(),
          rows_scanned = CASE WHEN range_no = ? THEN ? ELSE 0 END,
          confirmed = CASE WHEN range_no = ? THEN ? ELSE 0 END
        WHERE activation_id = ? AND range_no BETWEEN ? AND ?
        """,
        readFrom.text(),
        range.number(),
        rows,
        range.number(),
        results,
        range.activationId(),
        range.number(),
        range.last());
    storeErrors(transaction);
  }

  /** Last in the transaction and in one order, so that two ranges never wait for each other. */
  private void storeErrors(Connection transaction) throws SQLException {
    List<Map.Entry<ArmedPolicy, Long>> counted =
        errors.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .sorted(Comparator.comparingLong(entry -> entry.getKey().policyId()))
            .toList();
    for (Map.Entry<ArmedPolicy, Long> entry : counted) {
      Jdbc.update(
          transaction,
          """
          UPDATE policy_versions SET evaluation_errors = evaluation_errors + ?
          WHERE policy_id = ? AND version = ?
          """,
          entry.getValue(),
          entry.getKey().policyId(),
          entry.getKey().version());
    }
  }
}

package dev.fencepost.engine.backfill;

import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the findings that one transaction confirms: one of the ranges that were cut, or several
 * neighbours at once.
 *
 * @param number from 0, of the first one
 * @param last number of the last one
 * @param lower the first bound that is inside, as the dialect writes it; null for an open end
 * @param upper the first bound that is outside; null for an open end
 */
public record BackfillRange(
    long activationId, int number, int last, @Nullable String lower, @Nullable String upper) {

  /** A single one. */
  BackfillRange(long activationId, int number, @Nullable String lower, @Nullable String upper) {
    this(activationId, number, number, lower, upper);
  }

  /** How many of the ranges that were cut these are. */
  public int count() {
    return last - number + 1;
  }

  /** Whether the other begins where this ends. */
  public boolean isFollowedBy(BackfillRange other) {
    return other.number == last + 1 && other.activationId == activationId;
  }

  /**
   * This and its neighbour.
   *
   * @param next see {@link #isFollowedBy}
   */
  public BackfillRange with(BackfillRange next) {
    if (!isFollowedBy(next)) {
      throw new IllegalArgumentException("range " + next.number + " does not follow " + last);
    }
    return new BackfillRange(activationId, number, next.last, lower, next.upper);
  }

  /** The ranges of an activation that are still to be judged, in order. */
  public static List<BackfillRange> pending(Connection connection, long activationId)
      throws SQLException {
    return Jdbc.list(
        connection,
        """
        SELECT activation_id, range_no, lower_bound, upper_bound
        FROM backfill_ranges
        WHERE activation_id = ? AND status = 'PENDING'
        ORDER BY range_no
        """,
        BackfillRange::of,
        activationId);
  }

  /** All ranges of an activation, held as retire, pause and replace hold them. */
  static List<BackfillRange> locked(Connection transaction, long activationId) throws SQLException {
    return Jdbc.list(
        transaction,
        """
        SELECT activation_id, range_no, lower_bound, upper_bound
        FROM backfill_ranges
        WHERE activation_id = ?
        ORDER BY range_no
        FOR UPDATE
        """,
        BackfillRange::of,
        activationId);
  }

  /** One range of an activation. */
  public static BackfillRange of(Connection connection, long activationId, int number)
      throws SQLException {
    return Jdbc.one(
        connection,
        """
        SELECT activation_id, range_no, lower_bound, upper_bound
        FROM backfill_ranges
        WHERE activation_id = ? AND range_no = ?
        """,
        BackfillRange::of,
        activationId,
        number);
  }

  /**
   * Makes sure that the range holds what it was cut for until the transaction ends.
   *
   * @throws RangeMovedException when it does not
   */
  void requireInPlace(Connection transaction, Dialect dialect) throws SQLException {
    if (!dialect.stands(transaction, lower, upper)) {
      throw new RangeMovedException(this);
    }
  }

  private static BackfillRange of(ResultSet row) throws SQLException {
    return new BackfillRange(
        row.getLong("activation_id"),
        row.getInt("range_no"),
        row.getString("lower_bound"),
        row.getString("upper_bound"));
  }
}

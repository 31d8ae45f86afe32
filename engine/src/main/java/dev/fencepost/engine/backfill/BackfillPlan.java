package dev.fencepost.engine.backfill;

import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the findings into the ranges of a backfill, once.
 *
 * @param rowsPerRange about how many findings a range holds
 */
public record BackfillPlan(Dialect dialect, int rowsPerRange) {

  /**
   * Confirming as many takes about 50 ms when every finding matches one policy: landings beside it
   * are hardly held up. Where nobody lands, ranges are joined.
   */
  public static final int ROWS_PER_RANGE = 5_000;

  /** Retire, pause and replace lock all of them. */
  private static final int RANGES_AT_MOST = 16_384;

  /** More policies match more often; beyond these the ranges would become too small to scan. */
  private static final int POLICIES_THAT_SHRINK = 8;

  public BackfillPlan {
    if (rowsPerRange < 1) {
      throw new IllegalArgumentException("a range holds at least one row, not " + rowsPerRange);
    }
  }

  /**
   * Makes sure that the activation has its ranges. The first call decides; later ones change
   * nothing unless the table was written anew. Then the ranges are cut again, and all of them are
   * to be judged again, which does no harm.
   *
   * @return how many ranges there are
   */
  public int fix(Connection transaction, long activationId) throws SQLException {
    int there = count(transaction, activationId);
    if (there > 0) {
      cutAnewIfMoved(transaction, activationId);
      return there;
    }
    // Retire, pause and replace take these rows first: none of them can look for ranges to lock in
    // the moment in which these come into being.
    Jdbc.list(
        transaction,
        """
        SELECT p.policy_id FROM policies p
        JOIN policy_versions v ON v.policy_id = p.policy_id
        WHERE v.activation_id = ?
        ORDER BY p.policy_id
        FOR UPDATE OF p
        """,
        row -> row.getLong("policy_id"),
        activationId);
    there = count(transaction, activationId);
    return there > 0 ? there : insert(transaction, activationId);
  }

  private int insert(Connection transaction, long activationId) throws SQLException {
    int policies = Math.max(1, ActivationPolicies.judging(transaction, activationId).size());
    List<String> bounds = dialect.rangeBounds(transaction, wanted(transaction, policies));
    List<@Nullable String> lower = new ArrayList<>(bounds);
    List<@Nullable String> upper = new ArrayList<>(bounds);
    lower.add(0, null);
    upper.add(null);
    return Jdbc.update(
        transaction,
        """
        INSERT INTO backfill_ranges (activation_id, range_no, lower_bound, upper_bound, status)
        SELECT ?, b.place - 1, b.lower_bound, b.upper_bound, 'PENDING'
        FROM unnest(?, ?) WITH ORDINALITY AS b(lower_bound, upper_bound, place)
        """,
        activationId,
        SqlArray.texts(lower),
        SqlArray.texts(upper));
  }

  /**
   * The rows stay, and as many of them: whoever waits for their locks must wait for these. A range
   * that was read before is seen to have other bounds when its turn is taken.
   */
  private void cutAnewIfMoved(Connection transaction, long activationId) throws SQLException {
    BackfillRange first = BackfillRange.of(transaction, activationId, 0);
    if (dialect.stands(transaction, first.lower(), first.upper())) {
      return;
    }
    List<BackfillRange> ranges = BackfillRange.locked(transaction, activationId);
    List<@Nullable String> bounds =
        new ArrayList<>(dialect.rangeBounds(transaction, ranges.size()));
    while (bounds.size() < ranges.size() - 1) {
      // Fewer blocks than ranges: the last of these are empty, or all hold everything.
      bounds.add(bounds.isEmpty() ? null : bounds.get(bounds.size() - 1));
    }
    for (int i = 0; i < ranges.size(); i++) {
      Jdbc.update(
          transaction,
          """
          UPDATE backfill_ranges
          SET lower_bound = ?, upper_bound = ?, status = 'PENDING', rows_scanned = 0, confirmed = 0,
            read_from = NULL, updated_at = clock_timestamp()
          WHERE activation_id = ? AND range_no = ?
          """,
          i == 0 ? null : bounds.get(i - 1),
          i == bounds.size() ? null : bounds.get(i),
          activationId,
          ranges.get(i).number());
    }
  }

  /** From the table's size, because counting millions of rows would take as long as a range. */
  private int wanted(Connection connection, int policies) throws SQLException {
    long rows =
        Jdbc.one(
            connection,
            """
            SELECT greatest(reltuples::bigint, pg_table_size(oid) / 400) AS estimated
            FROM pg_class WHERE oid = 'findings'::regclass
            """,
            row -> row.getLong("estimated"));
    long weight = Math.min(policies, POLICIES_THAT_SHRINK);
    return (int) Math.min(RANGES_AT_MOST, rows * weight / rowsPerRange + 1);
  }

  private static int count(Connection connection, long activationId) throws SQLException {
    return Jdbc.one(
        connection,
        "SELECT count(*) AS ranges FROM backfill_ranges WHERE activation_id = ?",
        row -> row.getInt("ranges"),
        activationId);
  }
}

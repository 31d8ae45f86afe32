package dev.fencepost.engine.backfill;

import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The findings of a range that were durable at the fence, as a part of a statement.
 *
 * @param range the condition on {@code f} that keeps a row inside the range
 * @param cutoffs parameters of {@link #FROM}
 * @param bounds parameters of the range
 */
record History(String range, List<Object> cutoffs, List<Object> bounds) {

  /**
   * Findings {@code f} at or below the cut-off of their partition. A partition that the fence did
   * not know has no row in {@code c}: nothing of it is history.
   */
  static final String FROM =
      """
      findings f
      JOIN unnest(?, ?, ?) AS c(source_no, partition, cutoff)
        ON f.source_no = c.source_no AND f.source_partition = c.partition
       AND f.source_offset <= c.cutoff
      """;

  History {
    cutoffs = List.copyOf(cutoffs);
    bounds = List.copyOf(bounds);
  }

  static History of(Connection connection, Dialect dialect, BackfillRange range)
      throws SQLException {
    List<Integer> sources = new ArrayList<>();
    List<Integer> partitions = new ArrayList<>();
    List<Long> cutoffs = new ArrayList<>();
    // Every version of an activation has the same cut-offs: they were taken by one fence.
    Jdbc.list(
        connection,
        """
        SELECT s.key::int AS source_no, p.key::int AS partition, p.value::bigint AS cutoff
        FROM (SELECT cutoff_offsets FROM policy_versions WHERE activation_id = ? LIMIT 1) v,
          jsonb_each(v.cutoff_offsets) s, jsonb_each_text(s.value) p
        """,
        row -> {
          sources.add(row.getInt("source_no"));
          partitions.add(row.getInt("partition"));
          return cutoffs.add(row.getLong("cutoff"));
        },
        range.activationId());
    Dialect.RangePredicate predicate = dialect.rangePredicate(range.lower(), range.upper());
    return new History(
        predicate.sql(),
        List.of(SqlArray.ints(sources), SqlArray.ints(partitions), SqlArray.bigints(cutoffs)),
        predicate.parameters());
  }

  /** How many findings the range holds, for the progress that people see. */
  static long rowsIn(Connection connection, Dialect dialect, BackfillRange range)
      throws SQLException {
    Dialect.RangePredicate predicate = dialect.rangePredicate(range.lower(), range.upper());
    return Jdbc.one(
        connection,
        "SELECT count(*) AS findings FROM findings f WHERE " + predicate.sql(),
        row -> row.getLong("findings"),
        predicate.parameters().toArray());
  }
}

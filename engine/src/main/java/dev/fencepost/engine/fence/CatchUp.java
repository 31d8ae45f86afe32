package dev.fencepost.engine.fence;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Notices when a policy is caught up: its backfill is complete, and everything that was in Kafka at
 * its fence has landed. It is written in a transaction that saw both.
 */
public final class CatchUp {

  private final Database database;

  public CatchUp(Database database) {
    this.database = database;
  }

  /** A backfilled version whose records from before its fence have not all landed. */
  public record Waiting(long policyId, int version, Offsets brokerEnds) {}

  /**
   * Marks what is caught up.
   *
   * @return the versions that still wait
   */
  public List<Waiting> check() {
    return database.transact(
        "check what is caught up",
        tx -> {
          SortedMap<SourcePartition, Long> positions = positions(tx);
          List<Waiting> waiting =
              Jdbc.list(
                  tx,
                  """
                  SELECT policy_id, version, coalesce(broker_end_offsets, '{}')::text
                  FROM policy_versions
                  WHERE backfilled_at IS NOT NULL AND caught_up_at IS NULL
                    AND status IN ('ACTIVE', 'FROZEN')
                  ORDER BY policy_id, version
                  """,
                  row ->
                      new Waiting(
                          row.getLong(1), row.getInt(2), OffsetsJson.read(row.getString(3))));
          for (Waiting version : waiting) {
            if (version.brokerEnds.reachedBy(positions)) {
              mark(tx, version);
            }
          }
          return waiting.stream().filter(v -> !v.brokerEnds.reachedBy(positions)).toList();
        });
  }

  private static void mark(Connection tx, Waiting version) throws SQLException {
    Jdbc.update(
        tx,
        """
        UPDATE policy_versions SET caught_up_at = clock_timestamp()
        WHERE policy_id = ? AND version = ? AND caught_up_at IS NULL
        """,
        version.policyId,
        version.version);
  }

  /**
   * Where every partition stands; positions only grow, so they may be read without their turns. A
   * source that was given up for a recreated topic is past everything: nothing more comes of it.
   */
  public static SortedMap<SourcePartition, Long> positions(Connection tx) throws SQLException {
    SortedMap<SourcePartition, Long> positions = new TreeMap<>();
    Jdbc.list(
            tx,
            """
            SELECT p.source_no, p.partition,
              CASE WHEN p.source_no < newest.source_no THEN ? ELSE p.next_offset END AS position
            FROM landing_progress p
            JOIN landing_sources s ON s.source_no = p.source_no
            JOIN (SELECT topic, max(source_no) AS source_no FROM landing_sources GROUP BY topic) newest
              ON newest.topic = s.topic
            """,
            row ->
                new java.util.AbstractMap.SimpleEntry<>(
                    new SourcePartition(row.getInt(1), row.getInt(2)), row.getLong(3)),
            Long.MAX_VALUE)
        .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
    return positions;
  }
}

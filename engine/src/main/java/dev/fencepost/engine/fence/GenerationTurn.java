package dev.fencepost.engine.fence;

import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A new policy generation with every partition's turn held.
 *
 * @param nextOffsets where each partition stands, unchangeable until the transaction ends
 */
public record GenerationTurn(long generation, SortedMap<SourcePartition, Long> nextOffsets) {

  /** Raises the generation and waits for every landing in flight. */
  public static GenerationTurn take(Connection tx) throws SQLException {
    long generation =
        Jdbc.one(
            tx,
            """
            UPDATE policy_generation SET generation = generation + 1, nonce = gen_random_uuid()
            RETURNING generation
            """,
            row -> row.getLong(1));
    SortedMap<SourcePartition, Long> positions = lockTurns(tx);
    Jdbc.update(tx, "UPDATE landing_progress SET policy_generation = ?", generation);
    return new GenerationTurn(generation, positions);
  }

  /** Waits for every landing in flight and keeps new ones out, without changing what judges. */
  public static SortedMap<SourcePartition, Long> lockTurns(Connection tx) throws SQLException {
    List<SourcePartition> partitions =
        Jdbc.list(
            tx,
            "SELECT source_no, partition FROM landing_progress ORDER BY source_no, partition",
            row -> new SourcePartition(row.getInt(1), row.getInt(2)));
    SortedMap<SourcePartition, Long> positions = new TreeMap<>();
    for (SourcePartition partition : partitions) {
      // One statement for each row: a restarted statement keeps the locks of the earlier ones.
      positions.put(
          partition,
          Jdbc.one(
              tx,
              """
              SELECT next_offset FROM landing_progress
              WHERE source_no = ? AND partition = ? FOR UPDATE
              """,
              row -> row.getLong(1),
              partition.sourceNo(),
              partition.partition()));
    }
    return positions;
  }
}

package dev.fencepost.engine.landing;

import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The positions of the partitions; see {@code landing_progress}. */
final class ProgressStore {

  private final int sourceNo;

  ProgressStore(int sourceNo) {
    this.sourceNo = sourceNo;
  }

  /** Batches whose turns are held, without what has landed before. */
  record Turns(List<PartitionBatch> batches, long alreadyLanded) {}

  /** Takes the turn of each partition, in their order, and drops what lies below its position. */
  Turns take(Connection tx, List<PartitionBatch> batches) throws SQLException {
    List<PartitionBatch> fresh = new ArrayList<>();
    long alreadyLanded = 0;
    for (PartitionBatch batch :
        batches.stream().sorted(Comparator.comparingInt(PartitionBatch::partition)).toList()) {
      // One statement for each row: a restarted statement keeps the locks of the earlier ones.
      long next =
          Jdbc.one(
              tx,
              """
              SELECT next_offset FROM landing_progress
              WHERE source_no = ? AND partition = ? FOR UPDATE
              """,
              row -> row.getLong(1),
              sourceNo,
              batch.partition());
      if (batch.leavesGapAfter(next)) {
        throw new LostDataException(batch.partition(), batch.from(), next);
      }
      PartitionBatch rest = batch.startingAt(next);
      alreadyLanded += batch.records().size() - rest.records().size();
      if (rest.to() > next) {
        fresh.add(rest);
      }
    }
    return new Turns(fresh, alreadyLanded);
  }

  /** Moves the positions behind the batches, whose turns are held. */
  void advance(Connection tx, List<PartitionBatch> batches, long generation, int languageLevel)
      throws SQLException {
    Jdbc.update(
        tx,
        """
        UPDATE landing_progress p
        SET next_offset = n.next_offset, policy_generation = ?, language_level = ?,
          updated_at = clock_timestamp()
        FROM unnest(?, ?) AS n(partition, next_offset)
        WHERE p.source_no = ? AND p.partition = n.partition
        """,
        generation,
        languageLevel,
        SqlArray.ints(batches.stream().map(PartitionBatch::partition).toList()),
        SqlArray.bigints(batches.stream().map(PartitionBatch::to).toList()),
        sourceNo);
  }

  /**
   * Notes that a landing of a newer language begins, since a partition that stands still would keep
   * the level of who landed in it last. The turns are taken in their order.
   */
  void raiseLanguageLevel(Connection tx, int languageLevel) throws SQLException {
    List<Integer> older =
        Jdbc.list(
            tx,
            """
            SELECT partition FROM landing_progress
            WHERE source_no = ? AND language_level > 0 AND language_level < ? ORDER BY partition
            """,
            row -> row.getInt(1),
            sourceNo,
            languageLevel);
    for (int partition : older) {
      Jdbc.update(
          tx,
          "UPDATE landing_progress SET language_level = ? WHERE source_no = ? AND partition = ?",
          languageLevel,
          sourceNo,
          partition);
    }
  }

  /**
   * Moves the position and nothing else: generation and language level tell what landed records
   * were judged by, and here there was none.
   */
  void pass(Connection tx, PartitionBatch empty) throws SQLException {
    Jdbc.update(
        tx,
        """
        UPDATE landing_progress SET next_offset = ?, updated_at = clock_timestamp()
        WHERE source_no = ? AND partition = ?
        """,
        empty.to(),
        sourceNo,
        empty.partition());
  }
}

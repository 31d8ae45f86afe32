package dev.fencepost.engine.landing;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds partitions whose position has not moved for a while. */
public final class Standstill {

  private final Database database;

  public Standstill(Database database) {
    this.database = database;
  }

  /** One incarnation of a topic, and the positions of those of its partitions that stand still. */
  public record Source(
      int sourceNo,
      String clusterId,
      String topicId,
      String topic,
      SortedMap<Integer, Long> nextOffsets) {}

  private record Standing(Source source, int partition, long nextOffset) {}

  /** By the database's clock; sources all of whose partitions move are left out. */
  public List<Source> longerThan(Duration time) {
    List<Standing> standing =
        database.transact(
            "look for partitions that stand still",
            tx ->
                Jdbc.list(
                    tx,
                    """
                    SELECT s.source_no, s.cluster_id, s.topic_id, s.topic, p.partition, p.next_offset
                    FROM landing_progress p JOIN landing_sources s ON s.source_no = p.source_no
                    WHERE p.updated_at <= clock_timestamp() - ? * interval '1 millisecond'
                    """,
                    row ->
                        new Standing(
                            new Source(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                new TreeMap<>()),
                            row.getInt(5),
                            row.getLong(6)),
                    time.toMillis()));
    SortedMap<Integer, Source> bySource = new TreeMap<>();
    for (Standing one : standing) {
      bySource
          .computeIfAbsent(one.source.sourceNo, number -> one.source)
          .nextOffsets
          .put(one.partition, one.nextOffset);
    }
    return List.copyOf(bySource.values());
  }
}

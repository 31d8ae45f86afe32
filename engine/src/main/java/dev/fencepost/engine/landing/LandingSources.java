package dev.fencepost.engine.landing;

import dev.fencepost.policy.condition.Condition;
import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The incarnations of the findings topic and where their partitions stand. */
public final class LandingSources {

  private final Database database;

  public LandingSources(Database database) {
    this.database = database;
  }

  /** A source that may be landed, and the position of each partition. */
  public record Opened(int sourceNo, SortedMap<Integer, Long> nextOffsets) {}

  private record Known(int sourceNo, String clusterId, String topicId) {}

  /**
   * Registers a topic and its partitions, or finds them again.
   *
   * @param partitions what Kafka holds of each partition, by its number
   * @throws SourceRefusedException when it is another topic of that name, or records are gone that
   *     never landed
   */
  public Opened open(
      String clusterId, String topicId, String topic, Map<Integer, LogRange> partitions) {
    return database.transact(
        "register the topic",
        tx -> {
          Dialect.of(tx).requireReadCommitted(tx);
          // Fences take this row first, so none sees half of a new source's partitions.
          long generation = generationLocked(tx);
          int sourceNo = sourceNo(tx, clusterId, topicId, topic);
          for (Map.Entry<Integer, LogRange> partition : new TreeMap<>(partitions).entrySet()) {
            addPartition(tx, sourceNo, topic, partition.getKey(), partition.getValue(), generation);
          }
          new ProgressStore(sourceNo).raiseLanguageLevel(tx, Condition.LANGUAGE_LEVEL);
          SortedMap<Integer, Long> positions = positions(tx, sourceNo);
          partitions.forEach(
              (number, range) -> requireNoLoss(number, range, positions.get(number)));
          return new Opened(sourceNo, positions);
        });
  }

  /** Where the partitions of a source stand now. */
  public SortedMap<Integer, Long> positions(int sourceNo) {
    return database.transact("read positions", tx -> positions(tx, sourceNo));
  }

  private static long generationLocked(Connection tx) throws SQLException {
    return Jdbc.one(
        tx, "SELECT generation FROM policy_generation FOR UPDATE", row -> row.getLong(1));
  }

  private static int sourceNo(Connection tx, String clusterId, String topicId, String topic)
      throws SQLException {
    Optional<Known> newest =
        Jdbc.first(
            tx,
            """
            SELECT source_no, cluster_id, topic_id FROM landing_sources WHERE topic = ?
            ORDER BY source_no DESC LIMIT 1
            """,
            row -> new Known(row.getInt(1), row.getString(2), row.getString(3)),
            topic);
    if (newest.isEmpty()) {
      return register(tx, clusterId, topicId, topic);
    }
    Known known = newest.get();
    if (!known.clusterId.equals(clusterId) || !known.topicId.equals(topicId)) {
      throw new SourceRefusedException(
          "topic '"
              + topic
              + "' (id "
              + topicId
              + ", cluster "
              + clusterId
              + ") is not the one landed so far (id "
              + known.topicId
              + ", cluster "
              + known.clusterId
              + "); if it was recreated on purpose, run 'fencepost stream accept' with a reason");
    }
    return known.sourceNo;
  }

  private static int register(Connection tx, String clusterId, String topicId, String topic)
      throws SQLException {
    return Jdbc.one(
        tx,
        """
        INSERT INTO landing_sources (source_no, cluster_id, topic_id, topic)
        SELECT coalesce(max(source_no), 0) + 1, ?, ?, ? FROM landing_sources
        RETURNING source_no
        """,
        row -> row.getInt(1),
        clusterId,
        topicId,
        topic);
  }

  /**
   * Takes a recreated topic as a new source, from its first record on. What the old one still held
   * is given up; unfinished tasks start again.
   *
   * @param actor who decided, kept in the audit log
   */
  public int accept(String clusterId, String topicId, String topic, String actor, String reason) {
    return database.transact(
        "accept a recreated topic",
        tx -> {
          generationLocked(tx);
          Optional<Integer> known =
              Jdbc.first(
                  tx,
                  "SELECT source_no FROM landing_sources WHERE cluster_id = ? AND topic_id = ?",
                  row -> row.getInt(1),
                  clusterId,
                  topicId);
          if (known.isPresent()) {
            return known.get();
          }
          int sourceNo = register(tx, clusterId, topicId, topic);
          moveTasks(tx, sourceNo);
          Jdbc.update(
              tx,
              "INSERT INTO audit_log (actor, action, subject, reason) VALUES (?, ?, ?, ?)",
              actor,
              "accept topic",
              topic + " as source " + sourceNo,
              reason);
          return sourceNo;
        });
  }

  /** Whatever unfinished tasks sent is lost with the old topic, so they start again in the new. */
  private static void moveTasks(Connection tx, int sourceNo) throws SQLException {
    Jdbc.update(
        tx,
        """
        UPDATE tasks SET source_no = ?, status = 'QUEUED', attempt = attempt + 1, landed = 0,
          dead_lettered = 0, records_sent = NULL, end_offset = NULL, worker_id = NULL,
          lease_expiry = NULL, next_attempt_at = clock_timestamp(),
          failure = 'the topic was recreated'
        WHERE source_no < ? AND status IN ('QUEUED', 'RUNNING', 'COMPLETED_PRODUCING')
        """,
        sourceNo,
        sourceNo);
    Jdbc.update(
        tx,
        """
        UPDATE jobs SET source_no = ?
        WHERE source_no < ? AND status IN ('QUEUED', 'RUNNING', 'PAUSING', 'PAUSED')
        """,
        sourceNo,
        sourceNo);
  }

  /**
   * A source that is new as a whole begins where its log does; a partition added later begins at
   * its first record.
   */
  private static void addPartition(
      Connection tx, int sourceNo, String topic, int partition, LogRange range, long generation)
      throws SQLException {
    Jdbc.update(
        tx,
        """
        INSERT INTO landing_progress (source_no, partition, topic, next_offset, policy_generation)
        VALUES (?, ?, ?, CASE WHEN EXISTS (
            SELECT FROM landing_progress WHERE source_no = ? AND next_offset > 0) THEN 0 ELSE ? END, ?)
        ON CONFLICT (source_no, partition) DO NOTHING
        """,
        sourceNo,
        partition,
        topic,
        sourceNo,
        range.start(),
        generation);
  }

  private static SortedMap<Integer, Long> positions(Connection tx, int sourceNo)
      throws SQLException {
    SortedMap<Integer, Long> positions = new TreeMap<>();
    Jdbc.list(
            tx,
            "SELECT partition, next_offset FROM landing_progress WHERE source_no = ?",
            row -> Map.entry(row.getInt(1), row.getLong(2)),
            sourceNo)
        .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
    return positions;
  }

  private static void requireNoLoss(int partition, LogRange range, @Nullable Long nextOffset) {
    long next = nextOffset == null ? 0 : nextOffset;
    if (range.start() > next) {
      throw new SourceRefusedException(
          "partition "
              + partition
              + ": Kafka's log begins at offset "
              + range.start()
              + " but only what is before "
              + next
              + " has landed; retention took records that never landed");
    }
    if (range.end() < next) {
      throw new SourceRefusedException(
          "partition "
              + partition
              + ": Kafka's log ends at offset "
              + range.end()
              + " but everything before "
              + next
              + " has landed; the log was truncated");
    }
  }
}

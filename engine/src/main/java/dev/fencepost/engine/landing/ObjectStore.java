package dev.fencepost.engine.landing;

import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.core.landing.BatchPlan.Consumed;
import dev.fencepost.core.landing.BatchPlan.ObjectLanding;
import dev.fencepost.core.landing.TaskView;
import dev.fencepost.engine.finding.FindingRow;
import dev.fencepost.engine.record.LabelsJson;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What scans saw of objects, and the copies of it that findings carry. */
final class ObjectStore {

  private final int sourceNo;

  ObjectStore(int sourceNo) {
    this.sourceNo = sourceNo;
  }

  /** An object by its place. */
  record Key(String datasource, String objectPath) {

    static Key of(ObjectLanding landing) {
      return new Key(landing.record().datasource(), landing.record().objectPath());
    }
  }

  /**
   * Stores what is newer than what is known. The data sources' rows are locked.
   *
   * @return those that were
   */
  List<ObjectLanding> store(Connection tx, List<ObjectLanding> told) throws SQLException {
    if (told.isEmpty()) {
      return List.of();
    }
    Set<String> sources = new HashSet<>();
    told.forEach(one -> sources.add(one.record().datasource()));
    Jdbc.update(
        tx,
        "UPDATE datasources SET has_objects = true WHERE name = ANY (?) AND NOT has_objects",
        SqlArray.texts(sources));
    Set<Key> newer = upsert(tx, told);
    return told.stream().filter(one -> newer.contains(Key.of(one))).toList();
  }

  /** Stores one record at most of each object, where it is newer. */
  Set<Key> upsert(Connection tx, List<ObjectLanding> told) throws SQLException {
    return new HashSet<>(
        Jdbc.list(
            tx,
            """
            INSERT INTO objects AS o (datasource, object_path, size, type, owner, modified_at, labels,
              scan_epoch, source_no, source_partition, source_offset, task_id, attempt, ingested_at)
            SELECT n.datasource, n.object_path, n.size, n.type, n.owner, n.modified_at,
              n.labels::jsonb, n.scan_epoch, ?, n.source_partition, n.source_offset, n.task_id,
              n.attempt, clock_timestamp()
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              AS n(datasource, object_path, size, type, owner, modified_at, labels, scan_epoch,
                   source_partition, source_offset, task_id, attempt)
            ORDER BY n.datasource COLLATE "C", n.object_path COLLATE "C"
            ON CONFLICT (datasource, object_path) DO UPDATE SET
              size = EXCLUDED.size, type = EXCLUDED.type, owner = EXCLUDED.owner,
              modified_at = EXCLUDED.modified_at, labels = EXCLUDED.labels,
              scan_epoch = EXCLUDED.scan_epoch, source_no = EXCLUDED.source_no,
              source_partition = EXCLUDED.source_partition,
              source_offset = EXCLUDED.source_offset, task_id = EXCLUDED.task_id,
              attempt = EXCLUDED.attempt, ingested_at = EXCLUDED.ingested_at
            WHERE (o.scan_epoch, o.source_no, o.source_offset)
                < (EXCLUDED.scan_epoch, EXCLUDED.source_no, EXCLUDED.source_offset)
            RETURNING datasource, object_path
            """,
            row -> new Key(row.getString(1), row.getString(2)),
            sourceNo,
            texts(told, one -> one.record().datasource()),
            texts(told, one -> one.record().objectPath()),
            SqlArray.bigints(each(told, one -> one.record().attributes().size())),
            texts(told, one -> one.record().attributes().type()),
            texts(told, one -> one.record().attributes().owner()),
            times(told),
            texts(told, one -> LabelsJson.write(one.record().attributes().labels())),
            SqlArray.bigints(each(told, one -> one.record().origin().scanEpoch())),
            SqlArray.ints(each(told, ObjectLanding::partition)),
            SqlArray.bigints(each(told, one -> one.record().offset())),
            SqlArray.bigints(each(told, one -> one.record().origin().taskId())),
            SqlArray.ints(each(told, one -> one.record().origin().attempt()))));
  }

  /** What is known of objects now; nothing of those that are not known. */
  Map<Key, ObjectAttributes> known(Connection tx, Collection<Key> keys) throws SQLException {
    Map<Key, ObjectAttributes> known = new HashMap<>();
    if (!keys.isEmpty()) {
      Jdbc.list(
              tx,
              """
              SELECT o.datasource, o.object_path, o.size, o.type, o.owner, o.modified_at,
                o.labels::text AS labels
              FROM unnest(?, ?) AS k(datasource, object_path)
              JOIN objects o ON o.datasource = k.datasource AND o.object_path = k.object_path
              """,
              row ->
                  Map.entry(
                      new Key(row.getString("datasource"), row.getString("object_path")),
                      attributes(row)),
              SqlArray.texts(keys.stream().map(Key::datasource).toList()),
              SqlArray.texts(keys.stream().map(Key::objectPath).toList()))
          .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    }
    return known;
  }

  private static ObjectAttributes attributes(ResultSet row) throws SQLException {
    return new ObjectAttributes(
        row.getLong("size"),
        row.getString("type"),
        row.getString("owner"),
        row.getObject("modified_at", OffsetDateTime.class).toInstant(),
        LabelsJson.read(row.getString("labels")));
  }

  /**
   * Gives findings what is new of their objects, and with it the version of the record that told of
   * it. Which scan found them stays as it is, because a sweep goes by that.
   *
   * @return the findings that changed, as they are now
   */
  List<FindingRow> copyToFindings(Connection tx, List<ObjectLanding> told) throws SQLException {
    if (told.isEmpty()) {
      return List.of();
    }
    return Jdbc.list(
        tx,
        """
        WITH told AS (
          SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            AS t(datasource, object_path, size, type, owner, modified_at, labels, scan_epoch,
                 source_partition, source_offset)),
        changed AS (
          SELECT f.finding_id, t.*
          FROM told t JOIN findings f ON f.datasource = t.datasource AND f.object_path = t.object_path
          WHERE NOT f.deleted AND f.scan_epoch > 0
            AND (f.scan_epoch, f.source_no, f.source_offset) < (t.scan_epoch, ?, t.source_offset)
            AND (f.object_size, f.object_type, f.object_owner, f.object_modified_at, f.object_labels)
              IS DISTINCT FROM (t.size, t.type, t.owner, t.modified_at, t.labels::jsonb)
          ORDER BY f.finding_id
          FOR UPDATE OF f)
        UPDATE findings f SET
          object_size = c.size, object_type = c.type, object_owner = c.owner,
          object_modified_at = c.modified_at, object_labels = c.labels::jsonb,
          seen_epoch = coalesce(f.seen_epoch, f.scan_epoch),
          scan_epoch = c.scan_epoch, source_no = ?, source_partition = c.source_partition,
          source_offset = c.source_offset, ingested_at = clock_timestamp()
        FROM changed c WHERE f.finding_id = c.finding_id
        RETURNING\s"""
            + FindingRow.COLUMNS,
        FindingRow::of,
        texts(told, one -> one.record().datasource()),
        texts(told, one -> one.record().objectPath()),
        SqlArray.bigints(each(told, one -> one.record().attributes().size())),
        texts(told, one -> one.record().attributes().type()),
        texts(told, one -> one.record().attributes().owner()),
        times(told),
        texts(told, one -> LabelsJson.write(one.record().attributes().labels())),
        SqlArray.bigints(each(told, one -> one.record().origin().scanEpoch())),
        SqlArray.ints(each(told, ObjectLanding::partition)),
        SqlArray.bigints(each(told, one -> one.record().offset())),
        sourceNo,
        sourceNo);
  }

  /**
   * Forgets objects of a cleanly covered scope that an older scan or attempt left.
   *
   * @param atMost how many in this step
   * @return how many it were
   */
  static int sweep(Connection tx, Consumed end, int atMost) throws SQLException {
    TaskView task = end.task();
    return Jdbc.update(
        tx,
        """
        WITH gone AS (
          SELECT datasource, object_path FROM objects
          WHERE datasource = ? AND object_path >= ? AND (?::text IS NULL OR object_path < ?)
            AND (scan_epoch, attempt) < (?, ?)
          ORDER BY object_path LIMIT ? FOR UPDATE)
        DELETE FROM objects o USING gone
        WHERE o.datasource = gone.datasource AND o.object_path = gone.object_path
        """,
        task.datasource(),
        task.scopeFrom(),
        task.scopeTo(),
        task.scopeTo(),
        task.scanEpoch(),
        task.attempt(),
        atMost);
  }

  private static SqlArray times(List<ObjectLanding> told) {
    return SqlArray.timestamps(
        each(told, one -> one.record().attributes().modifiedAt().atOffset(ZoneOffset.UTC)));
  }

  private static SqlArray texts(List<ObjectLanding> told, Function<ObjectLanding, String> text) {
    return SqlArray.texts(each(told, text));
  }

  private static <T> List<T> each(List<ObjectLanding> told, Function<ObjectLanding, T> value) {
    return told.stream().map(value).toList();
  }
}

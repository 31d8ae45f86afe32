package dev.fencepost.engine.landing;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.landing.BatchPlan.Consumed;
import dev.fencepost.core.landing.BatchPlan.Landing;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.TaskView;
import dev.fencepost.engine.record.LabelsJson;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The findings; only landings write them. */
final class FindingStore {

  private final int sourceNo;
  private final FindingCopy copy;

  /**
   * What was stored.
   *
   * @param fresh findings of which the table held nothing, not even a deletion, so that nothing was
   *     ever judged of them; in the order of their ids
   * @param freshAt when these were stored, by the database's clock
   * @param changed findings that are newer than what the table held, or about which this is not
   *     known
   */
  record Stored(List<Landing> fresh, Instant freshAt, List<Landing> changed) {

    /** Findings of which it is not known whether they are fresh. */
    static Stored changed(List<Landing> changed) {
      return new Stored(List.of(), Instant.EPOCH, changed);
    }

    int size() {
      return fresh.size() + changed.size();
    }
  }

  FindingStore(int sourceNo) {
    this.sourceNo = sourceNo;
    this.copy = new FindingCopy(sourceNo);
  }

  /**
   * Stores findings where they are newer.
   *
   * @param how COPY for new ones and an upsert for the others, or an upsert for all
   */
  Stored store(Connection tx, List<Landing> landings, Storing how) throws SQLException {
    return how == Storing.COPY
        ? copy.store(tx, landings, others -> upsert(tx, others))
        : Stored.changed(upsert(tx, landings));
  }

  /**
   * Stores findings where they are newer.
   *
   * @return those that were
   */
  List<Landing> upsert(Connection tx, List<Landing> landings) throws SQLException {
    if (landings.isEmpty()) {
      return List.of();
    }
    Set<String> stored =
        new HashSet<>(
            Jdbc.list(
                tx,
                """
            INSERT INTO findings AS f (finding_id, info_type, confidence, match_count, datasource,
              node_group, object_path, field, labels, discovered_at, source_owner, region,
              object_size, object_type, object_owner, object_modified_at, object_labels, scan_epoch,
              source_no, source_partition, source_offset, task_id, attempt, deleted, ingested_at)
            SELECT n.finding_id, n.info_type, n.confidence, n.match_count, n.datasource, n.node_group,
              n.object_path, n.field, n.labels::jsonb, n.discovered_at, n.source_owner, n.region,
              n.object_size, n.object_type, n.object_owner, n.object_modified_at,
              n.object_labels::jsonb, n.scan_epoch, ?, n.source_partition, n.source_offset, n.task_id,
              n.attempt, n.deleted, clock_timestamp()
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              AS n(finding_id, info_type, confidence, match_count, datasource, node_group, object_path,
                   field, labels, discovered_at, source_owner, region, object_size, object_type,
                   object_owner, object_modified_at, object_labels, scan_epoch, source_partition,
                   source_offset, task_id, attempt, deleted)
            ORDER BY n.finding_id COLLATE "C"
            ON CONFLICT (finding_id) DO UPDATE SET
              info_type = EXCLUDED.info_type, confidence = EXCLUDED.confidence,
              match_count = EXCLUDED.match_count, datasource = EXCLUDED.datasource,
              node_group = EXCLUDED.node_group, object_path = EXCLUDED.object_path,
              field = EXCLUDED.field, labels = EXCLUDED.labels, discovered_at = EXCLUDED.discovered_at,
              source_owner = EXCLUDED.source_owner, region = EXCLUDED.region,
              object_size = EXCLUDED.object_size, object_type = EXCLUDED.object_type,
              object_owner = EXCLUDED.object_owner,
              object_modified_at = EXCLUDED.object_modified_at,
              object_labels = EXCLUDED.object_labels, seen_epoch = NULL,
              scan_epoch = EXCLUDED.scan_epoch, source_no = EXCLUDED.source_no,
              source_partition = EXCLUDED.source_partition, source_offset = EXCLUDED.source_offset,
              task_id = EXCLUDED.task_id, attempt = EXCLUDED.attempt, deleted = EXCLUDED.deleted,
              ingested_at = EXCLUDED.ingested_at
            WHERE (f.scan_epoch, f.source_no, f.source_offset)
                < (EXCLUDED.scan_epoch, EXCLUDED.source_no, EXCLUDED.source_offset)
            RETURNING finding_id
            """,
                row -> row.getString(1),
                sourceNo,
                texts(landings, Finding::id),
                texts(landings, Finding::infoType),
                SqlArray.doubles(each(landings, l -> l.record().finding().confidence())),
                SqlArray.bigints(each(landings, l -> l.record().finding().matchCount())),
                texts(landings, Finding::datasource),
                texts(landings, Finding::nodeGroup),
                texts(landings, Finding::objectPath),
                texts(landings, Finding::field),
                texts(landings, f -> LabelsJson.write(f.labels())),
                times(landings, Finding::discoveredAt),
                texts(landings, Finding::owner),
                texts(landings, Finding::region),
                SqlArray.bigints(each(landings, l -> l.record().finding().object().size())),
                texts(landings, f -> f.object().type()),
                texts(landings, f -> f.object().owner()),
                times(landings, f -> f.object().modifiedAt()),
                texts(landings, f -> LabelsJson.write(f.object().labels())),
                SqlArray.bigints(each(landings, Landing::scanEpoch)),
                SqlArray.ints(each(landings, Landing::partition)),
                SqlArray.bigints(each(landings, l -> l.record().offset())),
                SqlArray.bigints(each(landings, FindingStore::taskId)),
                SqlArray.ints(each(landings, FindingStore::attempt)),
                SqlArray.booleans(each(landings, l -> l.record().deleted()))));
    return landings.stream().filter(l -> stored.contains(l.record().finding().id())).toList();
  }

  /**
   * Marks findings of a cleanly covered scope as deleted that an older scan or attempt left, giving
   * them the marker's version.
   *
   * @param atMost how many in this step
   * @return their ids
   */
  List<String> sweep(Connection tx, Consumed end, int atMost) throws SQLException {
    TaskView task = end.task();
    if (task.scanEpoch() == 1 && task.attempt() == 1) {
      // Epochs and attempts of scans begin at 1, so nothing is older.
      return List.of();
    }
    return Jdbc.list(
        tx,
        """
        WITH gone AS (
          SELECT finding_id FROM findings
          WHERE datasource = ? AND object_path >= ? AND (?::text IS NULL OR object_path < ?)
            AND NOT deleted AND scan_epoch > 0
            AND (coalesce(seen_epoch, scan_epoch), attempt) < (?, ?)
            AND (scan_epoch, source_no, source_offset) < (?, ?, ?)
          ORDER BY finding_id LIMIT ? FOR UPDATE)
        UPDATE findings f SET deleted = true, scan_epoch = ?, source_no = ?, source_partition = ?,
          source_offset = ?, task_id = ?, attempt = ?, seen_epoch = NULL, ingested_at = clock_timestamp()
        FROM gone WHERE f.finding_id = gone.finding_id
        RETURNING f.finding_id
        """,
        row -> row.getString(1),
        task.datasource(),
        task.scopeFrom(),
        task.scopeTo(),
        task.scopeTo(),
        task.scanEpoch(),
        task.attempt(),
        task.scanEpoch(),
        sourceNo,
        end.marker().offset(),
        atMost,
        task.scanEpoch(),
        sourceNo,
        task.partition(),
        end.marker().offset(),
        task.taskId(),
        task.attempt());
  }

  /** From here on records of older scans of the data source are ignored. */
  static void raiseSweptEpoch(Connection tx, TaskView task) throws SQLException {
    if (task.scanEpoch() > task.sweptEpoch()) {
      Jdbc.update(
          tx,
          "UPDATE datasources SET swept_epoch = ? WHERE name = ? AND swept_epoch < ?",
          task.scanEpoch(),
          task.datasource(),
          task.scanEpoch());
    }
  }

  private static SqlArray times(List<Landing> landings, Function<Finding, Instant> time) {
    return SqlArray.timestamps(
        each(landings, l -> time.apply(l.record().finding()).atOffset(ZoneOffset.UTC)));
  }

  private static SqlArray texts(List<Landing> landings, Function<Finding, String> text) {
    return SqlArray.texts(each(landings, l -> text.apply(l.record().finding())));
  }

  private static <T extends @Nullable Object> List<T> each(
      List<Landing> landings, Function<Landing, T> value) {
    List<T> values = new ArrayList<>(landings.size());
    for (Landing landing : landings) {
      values.add(value.apply(landing));
    }
    return values;
  }

  static @Nullable Long taskId(Landing landing) {
    Origin origin = landing.record().origin();
    return origin == null ? null : origin.taskId();
  }

  static int attempt(Landing landing) {
    Origin origin = landing.record().origin();
    return origin == null ? 1 : origin.attempt();
  }
}

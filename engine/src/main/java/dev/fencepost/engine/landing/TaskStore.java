package dev.fencepost.engine.landing;

import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.landing.BatchPlan;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.core.landing.TaskView;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tasks that a batch speaks of, and their data sources. */
final class TaskStore {

  /**
   * Locks nothing when a data source has to be locked first: one that is scanned anew by now, or
   * that is to be swept. Most landings need none, and learn it here without asking before.
   */
  private static final String UNLESS_DATA_SOURCES_ARE_NEEDED =
      """
      AND NOT EXISTS (
        SELECT 1 FROM tasks o JOIN datasources s ON s.name = o.datasource
        WHERE o.task_id = ANY (?) AND (o.scan_epoch < s.scan_epoch
          OR (o.task_id = ANY (?) AND o.scan_epoch > s.swept_epoch)))
      """;

  private TaskStore() {}

  /**
   * What the database says of a task's data source beside its epochs.
   *
   * @param hasObjects whether any scan told of objects of it
   */
  record Source(String owner, String region, boolean hasObjects) {

    boolean saysAnything() {
      return hasObjects || !owner.isEmpty() || !region.isEmpty();
    }
  }

  /** Tasks, and by their ids what is known of their data sources. */
  record Locked(List<TaskView> tasks, Map<Long, Source> sources) {}

  private record LockedTask(TaskView task, Source source) {}

  /**
   * The tasks as they are, locked until the landing ends, with the locks that sweeps need. Tasks
   * that list objects send nothing, so a record that names one is a record of no task.
   */
  static Locked lock(Connection tx, List<PartitionBatch> batches) throws SQLException {
    Set<Long> all = new TreeSet<>();
    Set<Long> ending = new TreeSet<>();
    Set<Long> telling = new TreeSet<>();
    for (PartitionBatch batch : batches) {
      for (Incoming record : batch.records()) {
        if (record instanceof Incoming.FindingRecord finding && finding.origin() != null) {
          all.add(finding.origin().taskId());
        } else if (record instanceof Incoming.ObjectRecord object) {
          all.add(object.origin().taskId());
          telling.add(object.origin().taskId());
        } else if (record instanceof Incoming.EndMarker marker) {
          all.add(marker.taskId());
          ending.add(marker.taskId());
        } else if (record instanceof Incoming.Malformed malformed && malformed.sender() != null) {
          all.add(malformed.sender().taskId());
        }
      }
    }
    if (all.isEmpty()) {
      return new Locked(List.of(), Map.of());
    }
    SqlArray ids = SqlArray.bigints(all);
    List<LockedTask> locked = List.of();
    if (telling.isEmpty()) {
      locked = lock(tx, UNLESS_DATA_SOURCES_ARE_NEEDED, ids, ids, SqlArray.bigints(ending));
    }
    if (locked.isEmpty()) {
      lockDataSources(tx, all, ending, telling);
      locked = lock(tx, "", ids);
    }
    Map<Long, Source> sources = new HashMap<>();
    locked.forEach(one -> sources.put(one.task.taskId(), one.source));
    return new Locked(locked.stream().map(LockedTask::task).toList(), sources);
  }

  private static List<LockedTask> lock(Connection tx, String unless, SqlArray... parameters)
      throws SQLException {
    return Jdbc.list(
        tx,
        """
        SELECT t.task_id, t.job_id, t.status, t.attempt, coalesce(t.source_no, 0) AS source_no,
               coalesce(t.partition, -1) AS partition, t.datasource, t.scan_epoch, d.scan_epoch AS source_epoch, d.swept_epoch,
               t.landed, t.dead_lettered, t.budget_used + 1 < t.max_attempts AS may_retry,
               t.scope_from, t.scope_to, coalesce(t.packet ->> 'owner', '') AS owner,
               coalesce(t.packet ->> 'region', '') AS region, d.has_objects
        FROM tasks t JOIN datasources d ON d.name = t.datasource
        WHERE t.task_id = ANY (?) AND t.kind <> 'ENUMERATE'
        """
            + unless
            + "ORDER BY t.task_id FOR NO KEY UPDATE OF t",
        row ->
            new LockedTask(
                view(row),
                new Source(
                    row.getString("owner"),
                    row.getString("region"),
                    row.getBoolean("has_objects"))),
        (@Nullable Object[]) parameters);
  }

  /**
   * The first sweep of a scan excludes landings of older scans, so that nothing swept comes back:
   * it takes the data source's row for itself, they share it. So does a landing that tells of
   * objects: one of an older scan beside it could store a finding that neither completes.
   */
  private static void lockDataSources(
      Connection tx, Set<Long> all, Set<Long> ending, Set<Long> telling) throws SQLException {
    record Need(String datasource, String strength) {}
    List<Need> needs =
        Jdbc.list(
            tx,
            """
            WITH needs AS (
              SELECT d.name, t.scan_epoch < d.scan_epoch AS older,
                t.task_id = ANY (?) AND t.scan_epoch > d.swept_epoch AS sweeps,
                t.task_id = ANY (?) AS tells
              FROM tasks t JOIN datasources d ON d.name = t.datasource
              WHERE t.task_id = ANY (?))
            SELECT name, CASE WHEN bool_or(sweeps) THEN 'UPDATE'
                              WHEN bool_or(tells) THEN 'NO KEY UPDATE' ELSE 'SHARE' END
            FROM needs WHERE older OR sweeps OR tells
            GROUP BY name ORDER BY name
            """,
            row -> new Need(row.getString(1), row.getString(2)),
            SqlArray.bigints(ending),
            SqlArray.bigints(telling),
            SqlArray.bigints(all));
    for (Need need : needs) {
      Jdbc.one(
          tx,
          "SELECT 1 FROM datasources WHERE name = ? FOR " + need.strength(),
          row -> row.getInt(1),
          need.datasource());
    }
  }

  private static TaskView view(ResultSet row) throws SQLException {
    return new TaskView(
        row.getLong("task_id"),
        row.getLong("job_id"),
        TaskStatus.valueOf(row.getString("status")),
        row.getInt("attempt"),
        row.getInt("source_no"),
        row.getInt("partition"),
        row.getString("datasource"),
        row.getLong("scan_epoch"),
        row.getLong("source_epoch"),
        row.getLong("swept_epoch"),
        row.getLong("landed"),
        row.getLong("dead_lettered"),
        row.getBoolean("may_retry"),
        row.getString("scope_from"),
        row.getString("scope_to"));
  }

  /** Stores what became of the tasks that a batch changed. */
  static void store(Connection tx, Collection<TaskView> before, BatchPlan plan)
      throws SQLException {
    List<TaskView> counted = new ArrayList<>();
    for (TaskView after : plan.tasksAfter()) {
      if (before.contains(after)) {
        continue;
      }
      if (plan.failures().containsKey(after.taskId())) {
        fail(tx, after, plan.failures().getOrDefault(after.taskId(), ""));
      } else {
        counted.add(after);
      }
    }
    if (!counted.isEmpty()) {
      count(tx, counted);
    }
  }

  private static void count(Connection tx, List<TaskView> counted) throws SQLException {
    Jdbc.update(
        tx,
        """
        UPDATE tasks t SET landed = n.landed, dead_lettered = n.dead_lettered, status = n.status,
          finished_at = CASE WHEN n.is_final THEN clock_timestamp() ELSE t.finished_at END,
          worker_id = CASE WHEN n.is_final THEN NULL ELSE t.worker_id END,
          lease_expiry = CASE WHEN n.is_final THEN NULL ELSE t.lease_expiry END
        FROM unnest(?, ?, ?, ?, ?) AS n(task_id, landed, dead_lettered, status, is_final)
        WHERE t.task_id = n.task_id
        """,
        SqlArray.bigints(counted.stream().map(TaskView::taskId).toList()),
        SqlArray.bigints(counted.stream().map(TaskView::landed).toList()),
        SqlArray.bigints(counted.stream().map(TaskView::deadLettered).toList()),
        SqlArray.texts(counted.stream().map(task -> task.status().name()).toList()),
        SqlArray.booleans(counted.stream().map(task -> task.status().isFinal()).toList()));
  }

  private static void fail(Connection tx, TaskView after, String failure) throws SQLException {
    Jdbc.update(
        tx,
        """
        UPDATE tasks SET status = ?, attempt = ?, budget_used = budget_used + 1, landed = ?,
          dead_lettered = ?, records_sent = NULL, end_offset = NULL, worker_id = NULL,
          lease_expiry = NULL, failure = ?, next_attempt_at = clock_timestamp(),
          finished_at = CASE WHEN ? THEN clock_timestamp() END
        WHERE task_id = ?
        """,
        after.status(),
        after.attempt(),
        after.landed(),
        after.deadLettered(),
        failure,
        after.status().isFinal(),
        after.taskId());
  }
}

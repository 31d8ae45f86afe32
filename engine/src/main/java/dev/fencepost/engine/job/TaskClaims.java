package dev.fencepost.engine.job;

import dev.fencepost.core.job.TaskKind;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives the tasks of running jobs to workers: draws whose turn it is, as {@link
 * dev.fencepost.core.job.Lottery} says, and takes the tasks of that job that are due first. Neither
 * writes to a row that others wait for, and both cost the same however many tasks are queued.
 */
final class TaskClaims {

  /** How often another job is drawn when others were quicker. */
  private static final int MOST_DRAWS = 4;

  private final String worker;
  private final String nodeGroup;
  private final Duration lease;

  TaskClaims(String worker, String nodeGroup, Duration lease) {
    this.worker = worker;
    this.nodeGroup = nodeGroup;
    this.lease = lease;
  }

  private record Turn(long jobId, @Nullable Integer tasksAtOnce) {}

  /** Up to {@code most} tasks, all of one job. */
  List<ClaimedTask> claim(Connection tx, int most) throws SQLException {
    List<Long> passed = new ArrayList<>();
    for (int draws = 0; draws < MOST_DRAWS; draws++) {
      Optional<Turn> turn = draw(tx, passed);
      if (turn.isEmpty()) {
        return List.of();
      }
      List<ClaimedTask> taken = take(tx, turn.get(), most);
      if (!taken.isEmpty()) {
        return taken;
      }
      passed.add(turn.get().jobId());
    }
    return List.of();
  }

  /** The rows behind the first one that has a task are never looked for. */
  private Optional<Turn> draw(Connection tx, List<Long> passed) throws SQLException {
    return Jdbc.first(
        tx,
        """
        SELECT drawn.job_id, drawn.tasks_at_once
        FROM (
          SELECT job_id, tasks_at_once, -ln(1 - random()) / priority AS draw
          FROM jobs
          WHERE node_group = ? AND status = 'RUNNING' AND kind = 'SCAN' AND job_id <> ALL (?)
          ORDER BY draw
          OFFSET 0) AS drawn
        CROSS JOIN LATERAL (
          SELECT 1 FROM tasks
          WHERE job_id = drawn.job_id AND status = 'QUEUED' AND next_attempt_at <= now()
          LIMIT 1) AS due
        WHERE drawn.tasks_at_once IS NULL
          OR drawn.tasks_at_once > (
            SELECT count(*) FROM tasks WHERE job_id = drawn.job_id AND status = 'RUNNING')
        ORDER BY drawn.draw
        LIMIT 1
        """,
        row -> new Turn(row.getLong("job_id"), row.getObject("tasks_at_once", Integer.class)),
        nodeGroup,
        SqlArray.bigints(passed));
  }

  private List<ClaimedTask> take(Connection tx, Turn turn, int most) throws SQLException {
    @Nullable Integer tasksAtOnce = turn.tasksAtOnce();
    int room = tasksAtOnce == null ? most : Math.min(most, room(tx, turn.jobId(), tasksAtOnce));
    return room <= 0 ? List.of() : take(tx, turn.jobId(), room);
  }

  /** Claims of a job with a limit follow one another, so that each counts those before it. */
  private static int room(Connection tx, long jobId, int tasksAtOnce) throws SQLException {
    Jdbc.list(
        tx, "SELECT 1 FROM jobs WHERE job_id = ? FOR NO KEY UPDATE", row -> row.getInt(1), jobId);
    return tasksAtOnce
        - Jdbc.one(
            tx,
            "SELECT count(*) FROM tasks WHERE job_id = ? AND status = 'RUNNING'",
            row -> row.getInt(1),
            jobId);
  }

  /**
   * The job's row is shared until the claim is durable: whoever ends the job, or finds that none of
   * its tasks runs, waits for it.
   */
  private List<ClaimedTask> take(Connection tx, long jobId, int most) throws SQLException {
    return Jdbc.list(
        tx,
        """
        WITH job AS MATERIALIZED (
          SELECT job_id, node_group FROM jobs WHERE job_id = ? AND status = 'RUNNING'
          FOR KEY SHARE),
        claimable AS MATERIALIZED (
          SELECT task_id FROM tasks
          WHERE job_id = (SELECT job_id FROM job)
            AND status = 'QUEUED' AND next_attempt_at <= now()
          ORDER BY next_attempt_at, task_id
          LIMIT ?
          FOR UPDATE SKIP LOCKED)
        UPDATE tasks t
        SET status = 'RUNNING', worker_id = ?, started_at = clock_timestamp(),
            lease_expiry = clock_timestamp() + ? * interval '1 millisecond'
        FROM claimable c, job j, landing_sources s
        WHERE t.task_id = c.task_id AND s.source_no = t.source_no
        RETURNING t.task_id, t.job_id, t.kind, t.attempt, t.datasource, j.node_group,
            t.packet ->> 'kind' AS connector_kind,
            ARRAY(SELECT key FROM jsonb_each_text(t.packet -> 'configuration')
                ORDER BY key) AS keys,
            ARRAY(SELECT value FROM jsonb_each_text(t.packet -> 'configuration')
                ORDER BY key) AS values,
            coalesce(t.packet ->> 'detect', '{}') AS detect,
            coalesce(t.packet ->> 'limits', '{}') AS limits,
            t.scan_epoch, s.topic, t.partition, t.scope_from, t.scope_to
        """,
        TaskClaims::claimed,
        jobId,
        most,
        worker,
        lease.toMillis());
  }

  private static ClaimedTask claimed(ResultSet row) throws SQLException {
    return new ClaimedTask(
        row.getLong("task_id"),
        row.getLong("job_id"),
        TaskKind.valueOf(row.getString("kind")),
        row.getInt("attempt"),
        row.getString("datasource"),
        row.getString("node_group"),
        row.getString("connector_kind"),
        Rows.map(row, "keys", "values"),
        DetectionJson.read(row.getString("detect")),
        LimitsJson.read(row.getString("limits")),
        row.getLong("scan_epoch"),
        row.getString("topic"),
        row.getInt("partition"),
        row.getString("scope_from"),
        row.getString("scope_to"));
  }
}

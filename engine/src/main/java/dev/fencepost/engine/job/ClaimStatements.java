package dev.fencepost.engine.job;

import dev.fencepost.core.job.TaskKind;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements by which a worker claims tasks. */
final class ClaimStatements {

  /** Nobody takes more than this part of what is known to be due: others come for theirs. */
  private static final int SHARES = 8;

  /** Where the tasks of a job begin that it has to give, in the order in which it gives them. */
  private static final String DUE =
      """
      SELECT task_id FROM tasks
      WHERE job_id = (SELECT job_id FROM job) AND status = 'QUEUED' AND next_attempt_at <= now()
      ORDER BY next_attempt_at, task_id
      LIMIT %d
      FOR UPDATE SKIP LOCKED
      """;

  private static final String TAKE =
      """
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
      """;

  /**
   * Looks no further than it must. Jobs come in the order of their draws, and each with as many of
   * its due tasks as a claim has to know of: the first row names the job that is served, and the
   * number of rows says how much may be taken of it, whichever job that is.
   *
   * <p>The job's row is shared until the claim is durable: whoever ends the job, or finds that none
   * of its tasks runs, waits for it. How many rows are wanted is a part of the text, because the
   * planner takes a parameter there for a tenth of the table, and plans every claim anew. Where no
   * order is needed one is given all the same: without it the planner may read a large table from
   * its beginning.
   */
  private static final String DRAW =
      """
      WITH due AS MATERIALIZED (
        SELECT drawn.job_id, drawn.tasks_at_once, drawn.draw
        FROM (
          SELECT job_id, tasks_at_once, -ln(1 - random()) / priority AS draw
          FROM jobs
          WHERE node_group = ? AND status = 'RUNNING' AND kind = 'SCAN' AND job_id <> ALL (?)
          ORDER BY draw
          OFFSET 0) AS drawn
        CROSS JOIN LATERAL (
          SELECT 1 FROM tasks
          WHERE job_id = drawn.job_id AND status = 'QUEUED' AND next_attempt_at <= now()
          ORDER BY next_attempt_at
          LIMIT %1$d) AS waiting
        WHERE drawn.tasks_at_once IS NULL
          OR drawn.tasks_at_once > (
            SELECT count(*) FROM tasks WHERE job_id = drawn.job_id AND status = 'RUNNING')
        ORDER BY drawn.draw
        LIMIT %1$d),
      turn AS MATERIALIZED (
        SELECT job_id, tasks_at_once FROM due ORDER BY draw LIMIT 1),
      job AS MATERIALIZED (
        SELECT job_id, node_group FROM jobs
        WHERE job_id = (SELECT job_id FROM turn WHERE tasks_at_once IS NULL)
          AND status = 'RUNNING'
        FOR KEY SHARE),
      claimable AS MATERIALIZED (
        SELECT task_id FROM (%2$s) AS first
        LIMIT (SELECT greatest(1, count(*) / %3$d) FROM due)),
      taken AS (%4$s)
      SELECT turn.job_id AS drawn, turn.tasks_at_once, taken.*
      FROM turn LEFT JOIN taken ON true
      """;

  private static final String TAKE_ONE =
      """
      WITH job AS MATERIALIZED (SELECT job_id, node_group FROM jobs WHERE job_id = ?),
      claimable AS MATERIALIZED (%s)
      %s
      """
          .formatted(DUE.formatted(1), TAKE);

  private final String worker;
  private final String nodeGroup;
  private final Duration lease;

  ClaimStatements(String worker, String nodeGroup, Duration lease) {
    this.worker = worker;
    this.nodeGroup = nodeGroup;
    this.lease = lease;
  }

  /**
   * Whose turn it was.
   *
   * @param tasksAtOnce null when the job has no limit; with one, nothing is taken yet
   * @param taken empty also when others were quicker
   */
  record Turn(long jobId, @Nullable Integer tasksAtOnce, List<ClaimedTask> taken) {}

  private record Drawn(Turn turn, Optional<ClaimedTask> task) {}

  /**
   * Draws a job and takes tasks of it; one statement.
   *
   * @param passed jobs that are left out
   * @return empty when no job has a task that is due
   */
  Optional<Turn> draw(Connection connection, List<Long> passed, int most) throws SQLException {
    List<Drawn> drawn =
        Jdbc.list(
            connection,
            text(most),
            row ->
                new Drawn(
                    new Turn(
                        row.getLong("drawn"),
                        row.getObject("tasks_at_once", Integer.class),
                        List.of()),
                    row.getObject("task_id") == null
                        ? Optional.empty()
                        : Optional.of(claimed(row))),
            nodeGroup,
            SqlArray.bigints(passed),
            worker,
            lease.toMillis());
    return drawn.stream()
        .findFirst()
        .map(Drawn::turn)
        .map(
            turn ->
                new Turn(
                    turn.jobId(),
                    turn.tasksAtOnce(),
                    drawn.stream().flatMap(one -> one.task().stream()).toList()));
  }

  static String text(int most) {
    return DRAW.formatted(SHARES * most, DUE.formatted(most), SHARES, TAKE);
  }

  /** Takes one task of a job, if fewer than {@code tasksAtOnce} run. */
  List<ClaimedTask> takeWithin(Connection tx, long jobId, int tasksAtOnce) throws SQLException {
    List<Integer> running =
        Jdbc.list(
            tx,
            "SELECT 1 FROM jobs WHERE job_id = ? AND status = 'RUNNING' FOR NO KEY UPDATE",
            row -> row.getInt(1),
            jobId);
    if (running.isEmpty()) {
      return List.of();
    }
    // Counted by a statement of its own, which sees the claims that this one waited for.
    int tasks =
        Jdbc.one(
            tx,
            "SELECT count(*) FROM tasks WHERE job_id = ? AND status = 'RUNNING'",
            row -> row.getInt(1),
            jobId);
    return tasks >= tasksAtOnce
        ? List.of()
        : Jdbc.list(tx, TAKE_ONE, ClaimStatements::claimed, jobId, worker, lease.toMillis());
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

package dev.fencepost.engine.job;

import dev.fencepost.core.job.JobSituation;
import dev.fencepost.core.job.JobSituation.Landing;
import dev.fencepost.core.job.JobSituation.Nodes;
import dev.fencepost.core.job.JobSituation.Tasks;
import dev.fencepost.core.job.JobState;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.PendingCommands;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link dev.fencepost.core.job.WaitRules} decides by. */
final class JobWaits {

  /** Who was not seen for so long counts as dead. Nodes report every few seconds. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  private JobWaits() {}

  /** The situations of those of the jobs that are scans and not finished. */
  static Map<Long, JobSituation> read(Connection tx, Collection<Long> jobs) throws SQLException {
    Map<Long, JobSituation> situations = new HashMap<>();
    Jdbc.list(
        tx,
        """
        SELECT j.job_id, j.status, j.master_pending_commands, j.node_group, j.tasks_at_once,
               coalesce(j.orchestrator_lease_expiry > now(), false) AS held,
               n.coordinators, n.workers, n.trouble,
               (SELECT count(*) FROM tasks WHERE job_id = j.job_id AND status = 'RUNNING')
                   AS running,
               (SELECT count(*) FROM (
                  SELECT 1 FROM tasks
                  WHERE job_id = j.job_id AND status = 'QUEUED' AND next_attempt_at <= now()
                  ORDER BY next_attempt_at LIMIT 1) AS t) AS due,
               later.next_attempt_at, later.failure,
               sent.tasks AS sent, sent.last_end,
               (SELECT count(*) FROM tasks o JOIN jobs oj ON oj.job_id = o.job_id
                WHERE o.status = 'RUNNING' AND oj.node_group = j.node_group
                  AND o.job_id <> j.job_id) AS of_others,
               p.partition, p.next_offset
        FROM jobs j
        CROSS JOIN LATERAL (
          SELECT count(*) FILTER (WHERE role = 'coordinator') AS coordinators,
                 count(*) FILTER (WHERE role = 'worker') AS workers,
                 min(trouble) AS trouble
          FROM nodes
          WHERE node_group = j.node_group AND seen_at > now() - ? * interval '1 millisecond') AS n
        CROSS JOIN LATERAL (
          SELECT count(*) AS tasks, max(end_offset) AS last_end FROM tasks
          WHERE job_id = j.job_id AND status = 'COMPLETED_PRODUCING') AS sent
        LEFT JOIN LATERAL (
          SELECT next_attempt_at, failure FROM tasks
          WHERE job_id = j.job_id AND status = 'QUEUED' AND next_attempt_at > now()
          ORDER BY next_attempt_at LIMIT 1) AS later ON true
        LEFT JOIN LATERAL (
          SELECT partition, next_offset FROM landing_progress
          WHERE source_no = coalesce(j.source_no, (SELECT max(source_no) FROM landing_progress))
            AND (j.partition IS NULL OR partition = j.partition)
          ORDER BY partition LIMIT 1) AS p ON true
        WHERE j.job_id = ANY (?) AND j.kind = 'SCAN' AND j.status = ANY (?)
        """,
        row -> situations.put(row.getLong("job_id"), situation(row)),
        SILENCE.toMillis(),
        SqlArray.bigints(jobs),
        Scans.UNFINISHED);
    return situations;
  }

  private static JobSituation situation(ResultSet row) throws SQLException {
    @Nullable Integer partition = row.getObject("partition", Integer.class);
    return new JobSituation(
        new JobState(
            JobStatus.valueOf(row.getString("status")),
            PendingCommands.of(row.getString("master_pending_commands")),
            row.getBoolean("held")),
        row.getString("node_group"),
        new Nodes(row.getLong("coordinators"), row.getLong("workers"), row.getString("trouble")),
        new Tasks(
            row.getLong("running"),
            row.getLong("due"),
            row.getObject("next_attempt_at") == null ? 0 : 1,
            Rows.instantOrNull(row, "next_attempt_at"),
            row.getString("failure"),
            row.getLong("sent"),
            row.getObject("tasks_at_once", Integer.class),
            row.getLong("of_others")),
        partition == null
            ? null
            : new Landing(
                partition, row.getLong("next_offset"), row.getObject("last_end", Long.class)));
  }
}

package dev.fencepost.engine.job;

import dev.fencepost.core.job.JobSituation;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.TaskKind;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.job.WaitReason;
import dev.fencepost.core.job.WaitRules;
import dev.fencepost.engine.job.JobDetails.TaskFailure;
import dev.fencepost.engine.job.JobDetails.WaitingTask;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jobs for reading. */
public final class JobBoard {

  private static final int MOST_FAILURES = 100;
  private static final int MOST_WAITING = 20;

  private static final String SELECT =
      """
      SELECT j.job_id, j.master_job_id, j.kind, j.node_group, j.status, j.master_pending_commands,
             j.partition, j.orchestrator_id, j.orchestrator_lease_expiry, j.version, j.failure,
             j.created_at, j.started_at, j.finished_at, j.priority,
             ARRAY(SELECT source ->> 'name'
                   FROM jsonb_array_elements(coalesce(j.configuration -> 'datasources', '[]'))
                       AS source) AS datasources,
             t.statuses, t.counts
      FROM jobs j
      CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(c.status), '{}') AS statuses,
               coalesce(array_agg(c.tasks::text), '{}') AS counts
        FROM (SELECT status, count(*) AS tasks FROM tasks WHERE job_id = j.job_id GROUP BY status) c
      ) t
      """;

  private final Database database;

  public JobBoard(Database database) {
    this.database = database;
  }

  /** The newest jobs first, at most {@code most}. */
  public List<JobSummary> list(int most) {
    return database.transact(
        "list the jobs", tx -> read(tx, "ORDER BY j.created_at DESC, j.job_id DESC LIMIT ?", most));
  }

  /** The newest hundred jobs. */
  public List<JobSummary> list() {
    return list(100);
  }

  /** The jobs of a master job. */
  public List<JobSummary> ofMaster(long masterJobId) {
    return database.transact(
        "list the jobs of a scan",
        tx -> read(tx, "WHERE j.master_job_id = ? ORDER BY j.job_id", masterJobId));
  }

  /**
   * One job with its failures.
   *
   * @throws NotFoundException if there is none of that id
   */
  public JobDetails show(long jobId) {
    return database.transact("read a job", tx -> show(tx, jobId));
  }

  private static JobDetails show(Connection tx, long jobId) throws SQLException {
    JobSummary job =
        read(tx, "WHERE j.job_id = ?", jobId).stream()
            .findFirst()
            .orElseThrow(() -> new NotFoundException("There is no job " + jobId + "."));
    List<TaskFailure> failures =
        Jdbc.list(
            tx,
            """
            SELECT task_id, kind, datasource, scope_from, attempt, status, failure FROM tasks
            WHERE job_id = ? AND failure IS NOT NULL
            ORDER BY task_id DESC
            LIMIT ?
            """,
            row ->
                new TaskFailure(
                    row.getLong("task_id"),
                    TaskKind.valueOf(row.getString("kind")),
                    row.getString("datasource"),
                    row.getString("scope_from"),
                    row.getInt("attempt"),
                    TaskStatus.valueOf(row.getString("status")),
                    row.getString("failure")),
            jobId,
            MOST_FAILURES);
    return new JobDetails(job, failures, waiting(tx, jobId));
  }

  private static List<WaitingTask> waiting(Connection tx, long jobId) throws SQLException {
    @Nullable JobSituation situation = JobWaits.read(tx, List.of(jobId)).get(jobId);
    if (situation == null) {
      return List.of();
    }
    return Jdbc.list(
        tx,
        """
        SELECT task_id, status, failure, end_offset,
               CASE WHEN next_attempt_at > now() THEN next_attempt_at END AS next_attempt_at
        FROM tasks
        WHERE job_id = ? AND status IN ('QUEUED', 'COMPLETED_PRODUCING')
        ORDER BY task_id
        LIMIT ?
        """,
        row -> {
          TaskStatus status = TaskStatus.valueOf(row.getString("status"));
          WaitReason why =
              WaitRules.ofTask(
                      situation,
                      status,
                      Rows.instantOrNull(row, "next_attempt_at"),
                      row.getString("failure"),
                      row.getObject("end_offset", Long.class))
                  .orElseThrow();
          return new WaitingTask(row.getLong("task_id"), status, why);
        },
        jobId,
        MOST_WAITING);
  }

  private static List<JobSummary> read(Connection tx, String which, long parameter)
      throws SQLException {
    List<JobSummary> jobs = Jdbc.list(tx, SELECT + which, JobBoard::job, parameter);
    Map<Long, JobSituation> situations =
        JobWaits.read(tx, jobs.stream().map(JobSummary::jobId).toList());
    return jobs.stream()
        .map(
            job ->
                Optional.ofNullable(situations.get(job.jobId()))
                    .flatMap(WaitRules::ofJob)
                    .map(job::waitingFor)
                    .orElse(job))
        .toList();
  }

  private static JobSummary job(ResultSet row) throws SQLException {
    Map<TaskStatus, Long> tasks = new EnumMap<>(TaskStatus.class);
    Rows.map(row, "statuses", "counts")
        .forEach((status, count) -> tasks.put(TaskStatus.valueOf(status), Long.valueOf(count)));
    return new JobSummary(
        row.getLong("job_id"),
        row.getObject("master_job_id", Long.class),
        row.getString("kind"),
        row.getString("node_group"),
        JobStatus.valueOf(row.getString("status")),
        row.getString("master_pending_commands"),
        Rows.texts(row, "datasources"),
        row.getObject("partition", Integer.class),
        row.getString("orchestrator_id"),
        Rows.instantOrNull(row, "orchestrator_lease_expiry"),
        row.getLong("version"),
        row.getString("failure"),
        Rows.instant(row, "created_at"),
        Rows.instantOrNull(row, "started_at"),
        Rows.instantOrNull(row, "finished_at"),
        row.getInt("priority"),
        null,
        tasks);
  }
}

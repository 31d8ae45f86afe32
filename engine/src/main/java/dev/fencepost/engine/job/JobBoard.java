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
import dev.fencepost.sql.jdbc.SqlArray;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jobs for reading. */
public final class JobBoard {

  private static final int MOST_FAILURES = 100;
  private static final int MOST_WAITING = 20;
  private static final String OPEN = "status IN ('QUEUED', 'RUNNING', 'PAUSING', 'PAUSED')";

  private static final String SELECT =
      """
      SELECT job_id, master_job_id, kind, node_group, status, master_pending_commands,
             partition, orchestrator_id, orchestrator_lease_expiry, version, failure,
             created_at, started_at, finished_at, priority,
             ARRAY(SELECT source ->> 'name'
                   FROM jsonb_array_elements(coalesce(configuration -> 'datasources', '[]'))
                       AS source) AS datasources
      FROM jobs
      """;

  private final Database database;

  public JobBoard(Database database) {
    this.database = database;
  }

  /** The newest jobs first, at most {@code most}. */
  public List<JobSummary> list(int most) {
    return database.transact(
        "list the jobs", tx -> read(tx, "ORDER BY created_at DESC, job_id DESC LIMIT ?", most));
  }

  /** The newest of those that are not finished, at most {@code most}. */
  public List<JobSummary> unfinished(int most) {
    return database.transact(
        "list the jobs that are not finished",
        tx -> read(tx, "WHERE " + OPEN + " ORDER BY created_at DESC, job_id DESC LIMIT ?", most));
  }

  /** How many jobs there are. */
  public long count() {
    return count("SELECT count(*) FROM jobs");
  }

  /** How many of them are not finished. */
  public long countUnfinished() {
    return count("SELECT count(*) FROM jobs WHERE " + OPEN);
  }

  private long count(String query) {
    return database.transact("count the jobs", tx -> Jdbc.one(tx, query, row -> row.getLong(1)));
  }

  /** The newest hundred jobs. */
  public List<JobSummary> list() {
    return list(100);
  }

  /** The jobs of a master job. */
  public List<JobSummary> ofMaster(long masterJobId) {
    return database.transact(
        "list the jobs of a scan",
        tx -> read(tx, "WHERE master_job_id = ? ORDER BY job_id", masterJobId));
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
        read(tx, "WHERE job_id = ?", jobId).stream()
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
    long failing =
        failures.size() < MOST_FAILURES
            ? failures.size()
            : Jdbc.one(
                tx,
                "SELECT count(*) FROM tasks WHERE job_id = ? AND failure IS NOT NULL",
                row -> row.getLong(1),
                jobId);
    List<WaitingTask> waiting = waiting(tx, jobId);
    long unfinished = job.tasksIn(TaskStatus.QUEUED) + job.tasksIn(TaskStatus.COMPLETED_PRODUCING);
    return new JobDetails(
        job,
        failures,
        failing - failures.size(),
        waiting,
        waiting.isEmpty() ? 0 : Math.max(0, unfinished - waiting.size()));
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
        FROM (
          (SELECT * FROM tasks WHERE job_id = ? AND status = 'COMPLETED_PRODUCING' LIMIT %1$d)
          UNION ALL
          (SELECT * FROM tasks WHERE job_id = ? AND status = 'QUEUED'
           ORDER BY next_attempt_at, task_id LIMIT %1$d)) AS first
        """
            .formatted(MOST_WAITING),
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
        jobId);
  }

  private static List<JobSummary> read(Connection tx, String which, long parameter)
      throws SQLException {
    List<JobSummary> jobs = Jdbc.list(tx, SELECT + which, JobBoard::job, parameter);
    List<Long> ids = jobs.stream().map(JobSummary::jobId).toList();
    Map<Long, Map<TaskStatus, Long>> tasks = count(tx, ids);
    Map<Long, JobSituation> situations = JobWaits.read(tx, ids);
    return jobs.stream()
        .map(
            job ->
                job.with(
                    tasks.getOrDefault(job.jobId(), Map.of()),
                    Optional.ofNullable(situations.get(job.jobId()))
                        .flatMap(WaitRules::ofJob)
                        .orElse(null)))
        .toList();
  }

  /** Of all jobs at once, so that the tasks are gone through once at most. */
  private static Map<Long, Map<TaskStatus, Long>> count(Connection tx, List<Long> jobs)
      throws SQLException {
    Map<Long, Map<TaskStatus, Long>> counts = new HashMap<>();
    Jdbc.list(
        tx,
        """
        SELECT job_id, status, count(*) AS tasks FROM tasks
        WHERE job_id = ANY (?)
        GROUP BY job_id, status
        """,
        row ->
            counts
                .computeIfAbsent(row.getLong("job_id"), job -> new EnumMap<>(TaskStatus.class))
                .put(TaskStatus.valueOf(row.getString("status")), row.getLong("tasks")),
        SqlArray.bigints(jobs));
    return counts;
  }

  private static JobSummary job(ResultSet row) throws SQLException {
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
        Map.of());
  }
}

package dev.fencepost.engine.job;

import dev.fencepost.core.job.FailureKind;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tasks as one worker sees them. Every report names the attempt; one that is no longer the worker's
 * is refused, which the worker must take as the order to stop.
 */
public final class TaskBoard {

  private final Database database;
  private final String worker;
  private final TaskTimes times;
  private final TaskClaims claims;

  /**
   * @param worker its id, unique among all that run now
   */
  public TaskBoard(Database database, String worker, String nodeGroup, TaskTimes times) {
    this.database = database;
    this.worker = worker;
    this.times = times;
    this.claims = new TaskClaims(worker, nodeGroup, times.lease());
  }

  /**
   * Takes up to {@code most} tasks that are due of one running job of the node group; which job it
   * is is drawn by priority.
   */
  public List<ClaimedTask> claim(int most) {
    return database.transact("claim tasks", tx -> claims.claim(tx, most));
  }

  /** As {@link #heartbeat(ClaimedTask, Waited)} of a task that never waited. */
  public boolean heartbeat(ClaimedTask task) {
    return heartbeat(task, Waited.NOTHING);
  }

  /**
   * Prolongs the lease up to the task's time limit, which does not count what the worker waited;
   * false means that the task is lost.
   */
  public boolean heartbeat(ClaimedTask task, Waited waited) {
    return database.transact(
        "prolong a task",
        tx ->
            Jdbc.first(
                    tx,
                    """
                    UPDATE tasks
                    SET lease_expiry = least(
                        clock_timestamp() + ? * interval '1 millisecond',
                        CASE WHEN ? THEN 'infinity'
                          ELSE started_at + ? * interval '1 millisecond' END)
                    WHERE task_id = ? AND attempt = ? AND worker_id = ? AND status = 'RUNNING'
                    RETURNING lease_expiry > clock_timestamp()
                    """,
                    row -> row.getBoolean(1),
                    times.lease().toMillis(),
                    waited.goesOn(),
                    limit(task).plus(waited.soFar()).toMillis(),
                    task.taskId(),
                    task.attempt(),
                    worker)
                .orElse(false));
  }

  /** What the scan says, otherwise what is usual. */
  private Duration limit(ClaimedTask task) {
    @Nullable Duration own = task.limits().taskTimeLimit();
    return own == null ? times.limit() : own;
  }

  /**
   * The data source was listed: creates a task for each scope. A task without data sends no END, so
   * it is completed here.
   */
  public boolean completeEnumeration(ClaimedTask task, List<TaskScope> scopes) {
    return database.transact(
        "complete an enumeration",
        tx -> {
          lockForNewTasks(tx, task);
          Optional<TaskStatus> status = lock(tx, task);
          if (status.filter(TaskStatus.RUNNING::equals).isPresent()) {
            createClassification(tx, task, scopes);
            complete(tx, task);
            return true;
          }
          return status.filter(TaskStatus.COMPLETED::equals).isPresent();
        });
  }

  private static void createClassification(Connection tx, ClaimedTask task, List<TaskScope> scopes)
      throws SQLException {
    List<@Nullable String> ends = new ArrayList<>();
    scopes.forEach(scope -> ends.add(scope.to()));
    Jdbc.update(
        tx,
        """
        INSERT INTO tasks (job_id, kind, datasource, scan_epoch, source_no, partition,
            scope_from, scope_to, packet, status, max_attempts)
        SELECT t.job_id, 'CLASSIFY', t.datasource, t.scan_epoch, t.source_no, t.partition,
            s.scope_from, s.scope_to, t.packet, 'QUEUED', t.max_attempts
        FROM tasks t
        CROSS JOIN unnest(?::text[], ?::text[]) WITH ORDINALITY AS s(scope_from, scope_to, n)
        WHERE t.task_id = ?
        ORDER BY s.n
        """,
        SqlArray.texts(scopes.stream().map(TaskScope::from).toList()),
        SqlArray.texts(ends),
        task.taskId());
  }

  /**
   * Everything was sent and acknowledged, the END last. The landing may have been quicker; then
   * this changes nothing.
   *
   * @param records how many findings were sent, as the END says
   * @param endOffset the END's offset, by which its loss is noticed
   */
  public boolean completeProducing(ClaimedTask task, long records, long endOffset) {
    return database.transact(
        "report a task as sent",
        tx -> finishProducing(tx, task, records, endOffset) || isSent(tx, task));
  }

  private boolean finishProducing(Connection tx, ClaimedTask task, long records, long endOffset)
      throws SQLException {
    return Jdbc.update(
            tx,
            """
            UPDATE tasks
            SET status = 'COMPLETED_PRODUCING', records_sent = ?, end_offset = ?,
                lease_expiry = NULL, failure = NULL
            WHERE task_id = ? AND attempt = ? AND worker_id = ? AND status = 'RUNNING'
            """,
            records,
            endOffset,
            task.taskId(),
            task.attempt(),
            worker)
        > 0;
  }

  /** Whether it was reported before, or landed already. */
  private boolean isSent(Connection tx, ClaimedTask task) throws SQLException {
    return lock(tx, task)
        .filter(
            now -> now == TaskStatus.COMPLETED_PRODUCING || now == TaskStatus.COMPLETED_CONSUMED)
        .isPresent();
  }

  /** The attempt failed: the task is tried again later, or is given up. */
  public boolean fail(ClaimedTask task, FailureKind kind, String reason) {
    return database.transact(
        "report a task as failed",
        tx ->
            lock(tx, task).filter(TaskStatus.RUNNING::equals).isPresent()
                && TaskRetries.retry(tx, task.taskId(), task.attempt(), kind, reason));
  }

  /** New tasks reference these rows, and rows are locked in one order everywhere. */
  private static void lockForNewTasks(Connection tx, ClaimedTask task) throws SQLException {
    Jdbc.list(
        tx,
        "SELECT 1 FROM jobs WHERE job_id = ? FOR KEY SHARE",
        row -> row.getInt(1),
        task.jobId());
    Jdbc.list(
        tx,
        "SELECT 1 FROM datasources WHERE name = ? FOR KEY SHARE",
        row -> row.getInt(1),
        task.datasource());
  }

  /**
   * The status of the worker's own attempt, which has no worker any more once it is consumed; empty
   * when the task is not the worker's any more.
   */
  private Optional<TaskStatus> lock(Connection tx, ClaimedTask task) throws SQLException {
    return Jdbc.first(
        tx,
        """
        SELECT status FROM tasks
        WHERE task_id = ? AND attempt = ? AND (worker_id = ? OR status = 'COMPLETED_CONSUMED')
        FOR NO KEY UPDATE
        """,
        row -> TaskStatus.valueOf(row.getString(1)),
        task.taskId(),
        task.attempt(),
        worker);
  }

  private static void complete(Connection tx, ClaimedTask task) throws SQLException {
    Jdbc.update(
        tx,
        """
        UPDATE tasks
        SET status = 'COMPLETED', lease_expiry = NULL, failure = NULL,
            finished_at = clock_timestamp()
        WHERE task_id = ?
        """,
        task.taskId());
  }
}

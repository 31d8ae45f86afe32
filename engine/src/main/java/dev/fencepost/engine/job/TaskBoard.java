package dev.fencepost.engine.job;

import dev.fencepost.core.job.FailureKind;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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
    this.claims = new TaskClaims(database, worker, nodeGroup, times.lease());
  }

  /**
   * Takes tasks that are due of one running job of the node group; which job it is is drawn by
   * priority.
   *
   * @param most fewer are taken where little waits: an eighth of what is due, and one of a job that
   *     limits how many of its tasks run at once
   */
  public List<ClaimedTask> claim(int most) {
    return claims.claim(most);
  }

  /**
   * Gives back tasks that were claimed and not begun. They keep their place among those that are
   * due, and get another attempt, so that no two workers ever send under the same one.
   */
  public void giveBack(List<ClaimedTask> unbegun) {
    database.statement("give tasks back", tx -> giveBack(tx, unbegun));
  }

  private int giveBack(Connection tx, List<ClaimedTask> unbegun) throws SQLException {
    return Jdbc.update(
        tx,
        """
        WITH held AS (
          SELECT t.task_id
          FROM tasks t
          JOIN unnest(?::bigint[], ?::int[]) AS given (task_id, attempt)
            ON given.task_id = t.task_id AND given.attempt = t.attempt
          WHERE t.worker_id = ? AND t.status = 'RUNNING'
          ORDER BY t.task_id
          FOR NO KEY UPDATE OF t)
        UPDATE tasks
        SET status = 'QUEUED', attempt = attempt + 1, worker_id = NULL, lease_expiry = NULL,
            started_at = NULL
        WHERE task_id IN (SELECT task_id FROM held)
        """,
        SqlArray.bigints(unbegun.stream().map(ClaimedTask::taskId).toList()),
        SqlArray.ints(unbegun.stream().map(ClaimedTask::attempt).toList()),
        worker);
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
    return database.statement(
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
   * A part of the data source was listed: creates a task for each of its scopes, and notes that the
   * rest begins where the last of them ends. That is where the next attempt goes on, whatever
   * becomes of this one.
   *
   * @param scopes go on where the enumeration stands, and leave a rest
   * @return false when the attempt is over; then nothing was written
   */
  public boolean continueEnumeration(ClaimedTask task, List<TaskScope> scopes) {
    return database.transact(
        "continue an enumeration", tx -> Enumeration.append(tx, worker, task, scopes));
  }

  /**
   * The data source was listed to its end: creates the tasks of its last scopes. A task without
   * data sends no END, so it is completed here.
   *
   * @param scopes go on where the enumeration stands, and leave no rest
   * @return false when the attempt is over; then nothing was written
   */
  public boolean completeEnumeration(ClaimedTask task, List<TaskScope> scopes) {
    return database.transact(
        "complete an enumeration", tx -> Enumeration.append(tx, worker, task, scopes));
  }

  /**
   * Everything was sent and acknowledged, the END last. The landing may have been quicker; then
   * this changes nothing.
   *
   * @param records how many findings were sent, as the END says
   * @param endOffset the END's offset, by which its loss is noticed
   */
  public boolean completeProducing(ClaimedTask task, long records, long endOffset) {
    return database.statement(
            "report a task as sent", tx -> finishProducing(tx, task, records, endOffset))
        || database.transact("look at a task that was sent", tx -> isSent(tx, task));
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
}

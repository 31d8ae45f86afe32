package dev.fencepost.engine.job;

import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An enumeration in pieces. Its own scope is what is still to be listed: it begins where the last
 * scope ends that was written, and has no end. Tasks and position are written in one transaction,
 * so together they cover every key exactly once at any time.
 */
final class Enumeration {

  private Enumeration() {}

  private record Standing(TaskStatus status, String position) {}

  /**
   * Creates a task for each scope and moves the position to the end of the last one; if that has no
   * end, the enumeration is complete.
   *
   * @return false when the attempt is over; true also when the very same was written before
   */
  static boolean append(Connection tx, String worker, ClaimedTask task, List<TaskScope> scopes)
      throws SQLException {
    String from = scopes.get(0).from();
    @Nullable String position = scopes.get(scopes.size() - 1).to();
    lockForNewTasks(tx, task);
    Optional<Standing> found = lock(tx, worker, task);
    if (found.isEmpty()) {
      return false;
    }
    Standing standing = found.get();
    if (standing.status() != TaskStatus.RUNNING) {
      return standing.status() == TaskStatus.COMPLETED && position == null;
    }
    if (standing.position().equals(position)) {
      return true;
    }
    if (!standing.position().equals(from)) {
      throw new IllegalStateException("the scopes do not go on where the enumeration stands");
    }
    create(tx, task, scopes);
    if (position == null) {
      complete(tx, task);
    } else {
      moveTo(tx, task, position);
    }
    return true;
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

  private static Optional<Standing> lock(Connection tx, String worker, ClaimedTask task)
      throws SQLException {
    return Jdbc.first(
        tx,
        """
        SELECT status, scope_from FROM tasks
        WHERE task_id = ? AND attempt = ? AND worker_id = ?
        FOR NO KEY UPDATE
        """,
        row -> new Standing(TaskStatus.valueOf(row.getString(1)), row.getString(2)),
        task.taskId(),
        task.attempt(),
        worker);
  }

  private static void create(Connection tx, ClaimedTask task, List<TaskScope> scopes)
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

  /** Attempts that got further are not held against the task: only standing still uses it up. */
  private static void moveTo(Connection tx, ClaimedTask task, String position) throws SQLException {
    Jdbc.update(
        tx,
        "UPDATE tasks SET scope_from = ?, budget_used = 0 WHERE task_id = ?",
        position,
        task.taskId());
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

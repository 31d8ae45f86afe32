package dev.fencepost.bench.claim;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;

/** Queued tasks of ten running jobs, and as many rows for plain SQL. */
public final class TaskQueue {

  private static final int JOBS = 10;

  private final ConnectionSource.Settings settings;
  private final int tasks;

  public TaskQueue(ConnectionSource.Settings settings, int tasks) {
    this.settings = settings;
    this.tasks = tasks;
  }

  /** Nothing but the jobs, beside which there may be more, and an empty table for the limit. */
  public void prepare() throws SQLException {
    try (Connection connection = settings.connect()) {
      Jdbc.execute(
          connection,
          "TRUNCATE tasks, jobs, datasources, landing_progress, landing_sources CASCADE");
      Jdbc.execute(
          connection,
          """
          INSERT INTO landing_sources (source_no, cluster_id, topic_id, topic)
          VALUES (1, 'cluster', 'topic-id', 'findings')
          """);
      Jdbc.execute(connection, "INSERT INTO datasources (name, kind) VALUES ('source', 'file')");
      Jdbc.update(
          connection,
          """
          INSERT INTO jobs (job_id, kind, status, priority, configuration)
          SELECT n, 'SCAN', 'RUNNING', 5 * n, '{}' FROM generate_series(1, ?) AS n
          """,
          JOBS);
      Jdbc.one(
          connection,
          "SELECT setval(pg_get_serial_sequence('jobs', 'job_id'), ?)",
          row -> row.getLong(1),
          JOBS);
      Jdbc.execute(connection, "DROP TABLE IF EXISTS plain_tasks");
      Jdbc.execute(
          connection,
          "CREATE TABLE plain_tasks (task_id bigint PRIMARY KEY, status text NOT NULL, packet jsonb)");
      Jdbc.execute(
          connection, "CREATE INDEX plain_queued ON plain_tasks (task_id) WHERE status = 'QUEUED'");
    }
  }

  /** Makes both queues as long as they should be, without traces of former turns. */
  public void fill() throws SQLException {
    try (Connection connection = settings.connect()) {
      Jdbc.execute(connection, "DELETE FROM tasks WHERE status <> 'QUEUED'");
      Jdbc.update(
          connection,
          """
          INSERT INTO tasks (job_id, kind, datasource, scan_epoch, source_no, partition,
              scope_from, packet, status, next_attempt_at)
          SELECT 1 + n % ?, 'CLASSIFY', 'source', 1, 1, 0, 'key-' || n,
                 '{"kind": "file", "configuration": {"root": "/srv/documents"}, "detect": {}}',
                 'QUEUED', clock_timestamp() - interval '1 hour'
          FROM generate_series(1, ? - (SELECT count(*) FROM tasks)) AS n
          """,
          JOBS,
          tasks);
      Jdbc.execute(connection, "DELETE FROM plain_tasks WHERE status <> 'QUEUED'");
      Jdbc.update(
          connection,
          """
          INSERT INTO plain_tasks
          SELECT (SELECT coalesce(max(task_id), 0) FROM plain_tasks) + n, 'QUEUED',
                 '{"kind": "file", "configuration": {"root": "/srv/documents"}, "detect": {}}'
          FROM generate_series(1, ? - (SELECT count(*) FROM plain_tasks)) AS n
          """,
          tasks);
      Jdbc.execute(connection, "VACUUM ANALYZE tasks");
      Jdbc.execute(connection, "VACUUM ANALYZE plain_tasks");
    }
  }
}

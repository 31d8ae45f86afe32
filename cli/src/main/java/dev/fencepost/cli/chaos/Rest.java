package dev.fencepost.cli.chaos;

import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Whether everything has come to rest, and what has not. */
record Rest(Database database, Map<Integer, Long> logEnds) {

  /** What is not at rest, a line each; one line says so when the database does not answer. */
  List<String> missing() {
    try {
      return database.transact("look what is not at rest", this::missing);
    } catch (DatabaseException away) {
      return List.of("the database does not answer: " + away.getMessage());
    }
  }

  private List<String> missing(Connection connection) throws SQLException {
    List<String> missing = new ArrayList<>();
    missing.addAll(behind(connection));
    missing.addAll(
        Jdbc.list(
            connection,
            "SELECT 'task ' || task_id || ' is ' || status FROM tasks WHERE status <> ALL (?)",
            row -> row.getString(1),
            finals(Arrays.stream(TaskStatus.values()).filter(TaskStatus::isFinal).toList())));
    missing.addAll(
        Jdbc.list(
            connection,
            "SELECT kind || ' job ' || job_id || ' is ' || status FROM jobs"
                + " WHERE status <> ALL (?)",
            row -> row.getString(1),
            finals(Arrays.stream(JobStatus.values()).filter(JobStatus::isFinal).toList())));
    missing.addAll(
        Jdbc.list(
            connection,
            """
              SELECT p.name || ' v' || v.version || ' is ' || v.status
                || CASE WHEN v.caught_up_at IS NULL THEN ', not caught up' ELSE '' END
              FROM policies p
              JOIN policy_versions v ON v.policy_id = p.policy_id AND v.version = p.current_version
              WHERE v.status = 'BACKFILLING' OR (v.status = 'ACTIVE' AND v.caught_up_at IS NULL)
              """,
            row -> row.getString(1)));
    return missing;
  }

  private List<String> behind(Connection connection) throws SQLException {
    List<String> behind = new ArrayList<>();
    Jdbc.list(
        connection,
        "SELECT partition, next_offset FROM landing_progress",
        row -> {
          long end = logEnds.getOrDefault(row.getInt(1), 0L);
          if (row.getLong(2) < end) {
            behind.add("partition " + row.getInt(1) + " stands at " + row.getLong(2) + "/" + end);
          }
          return row.getInt(1);
        });
    return behind;
  }

  private static SqlArray finals(List<? extends Enum<?>> statuses) {
    return SqlArray.texts(statuses.stream().map(Enum::name).toList());
  }
}

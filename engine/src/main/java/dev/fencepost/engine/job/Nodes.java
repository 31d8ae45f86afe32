package dev.fencepost.engine.job;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import org.jspecify.annotations.Nullable;

/** Who runs: for people, nothing decides by it. */
public final class Nodes {

  private final Database database;

  public Nodes(Database database) {
    this.database = database;
  }

  /**
   * Says that a node runs.
   *
   * @param role for example {@code worker}
   */
  public void heartbeat(String nodeId, String role, String nodeGroup, long pid) {
    heartbeat(nodeId, role, nodeGroup, pid, null);
  }

  /**
   * Says that a node runs, and what it waits for.
   *
   * @param trouble such as "Kafka does not answer", null when it waits for nothing
   */
  public void heartbeat(
      String nodeId, String role, String nodeGroup, long pid, @Nullable String trouble) {
    database.transact(
        "report a node",
        tx ->
            Jdbc.update(
                tx,
                """
                INSERT INTO nodes (node_id, role, node_group, pid, trouble) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (node_id) DO UPDATE
                SET role = excluded.role, node_group = excluded.node_group,
                    started_at = CASE WHEN nodes.pid = excluded.pid THEN nodes.started_at
                        ELSE excluded.started_at END,
                    pid = excluded.pid, trouble = excluded.trouble, seen_at = clock_timestamp()
                """,
                nodeId,
                role,
                nodeGroup,
                pid,
                trouble));
  }
}

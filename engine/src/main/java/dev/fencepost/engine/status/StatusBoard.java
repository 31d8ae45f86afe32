package dev.fencepost.engine.status;

import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobSummary;
import dev.fencepost.engine.status.Overview.NodeLine;
import dev.fencepost.engine.status.Overview.PartitionLine;
import dev.fencepost.engine.status.Overview.PolicyLine;
import dev.fencepost.engine.supervise.LandingState;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the {@link Overview}. */
public final class StatusBoard {

  private static final int MOST_JOBS = 50;

  private final Database database;
  private final JobBoard jobs;

  public StatusBoard(Database database) {
    this.database = database;
    this.jobs = new JobBoard(database);
  }

  public Overview read() {
    List<JobSummary> newest = jobs.list(MOST_JOBS);
    return database.transact(
        "read the status",
        tx ->
            new Overview(
                Jdbc.one(tx, "SELECT now() AS at", row -> instant(row, "at")),
                newest,
                policies(tx),
                partitions(tx),
                nodes(tx),
                LandingState.read(tx),
                Jdbc.one(tx, "SELECT count(*) FROM dead_letters", row -> row.getLong(1))));
  }

  private static List<PolicyLine> policies(Connection tx) throws SQLException {
    return Jdbc.list(
        tx,
        """
        SELECT p.name, v.version, v.status, v.requires_streaming_updates, v.backfilled_at,
               v.caught_up_at, v.evaluation_errors, r.ranges, r.confirmed
        FROM policies p
        JOIN policy_versions v ON v.policy_id = p.policy_id AND v.version = p.current_version
        CROSS JOIN LATERAL (
          SELECT count(*) AS ranges, count(*) FILTER (WHERE status = 'CONFIRMED') AS confirmed
          FROM backfill_ranges WHERE activation_id = v.activation_id
        ) r
        ORDER BY p.name
        """,
        row ->
            new PolicyLine(
                row.getString("name"),
                row.getInt("version"),
                row.getString("status"),
                row.getBoolean("requires_streaming_updates"),
                row.getLong("ranges"),
                row.getLong("confirmed"),
                instantOrNull(row, "backfilled_at"),
                instantOrNull(row, "caught_up_at"),
                row.getLong("evaluation_errors")));
  }

  private static List<PartitionLine> partitions(Connection tx) throws SQLException {
    return Jdbc.list(
        tx,
        """
        SELECT source_no, topic, partition, next_offset, policy_generation, updated_at
        FROM landing_progress
        ORDER BY source_no, partition
        """,
        row ->
            new PartitionLine(
                row.getInt("source_no"),
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("next_offset"),
                row.getLong("policy_generation"),
                instant(row, "updated_at")));
  }

  private static List<NodeLine> nodes(Connection tx) throws SQLException {
    return Jdbc.list(
        tx,
        """
        SELECT node_id, role, node_group, pid, started_at, seen_at FROM nodes
        WHERE seen_at > now() - interval '1 hour'
        ORDER BY role, node_id
        """,
        row ->
            new NodeLine(
                row.getString("node_id"),
                row.getString("role"),
                row.getString("node_group"),
                row.getObject("pid", Long.class),
                instant(row, "started_at"),
                instant(row, "seen_at")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}

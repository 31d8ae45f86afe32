package dev.fencepost.chaos.oracle;

import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;

/** A trigger that writes down every effective write to {@code policy_results}. */
public final class Audit {

  private Audit() {}

  /** Begins to write down; before any policy is applied. */
  public static void install(Connection connection) throws SQLException {
    Jdbc.execute(connection, "CREATE SCHEMA chaos");
    Jdbc.execute(
        connection,
        """
        CREATE TABLE chaos.effective_writes (
          at             timestamptz NOT NULL DEFAULT clock_timestamp(),
          finding_id     text        NOT NULL,
          policy_id      bigint      NOT NULL,
          policy_version int         NOT NULL,
          scan_epoch     bigint      NOT NULL,
          source_no      int         NOT NULL,
          source_offset  bigint      NOT NULL,
          open           boolean     NOT NULL
        )
        """);
    Jdbc.execute(
        connection,
        """
        CREATE FUNCTION chaos.note() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO chaos.effective_writes (finding_id, policy_id, policy_version, scan_epoch,
            source_no, source_offset, open)
          VALUES (NEW.finding_id, NEW.policy_id, NEW.policy_version, NEW.scan_epoch, NEW.source_no,
            NEW.source_offset, NEW.open);
          RETURN NULL;
        END $$
        """);
    Jdbc.execute(
        connection,
        """
        CREATE TRIGGER chaos_note AFTER INSERT OR UPDATE ON policy_results
        FOR EACH ROW EXECUTE FUNCTION chaos.note()
        """);
  }

  /** How often a verdict over a version of a finding was written again. */
  static long doubled(Connection connection) throws SQLException {
    return Jdbc.one(
        connection,
        """
        SELECT coalesce(sum(times - 1), 0)::bigint AS doubled FROM (
          SELECT count(*) AS times FROM chaos.effective_writes
          GROUP BY finding_id, policy_id, policy_version, scan_epoch, source_no, source_offset, open
        ) verdicts
        """,
        row -> row.getLong("doubled"));
  }

  /** How often a version of a policy was judged by after it had been paused or retired. */
  static long afterStop(Connection connection) throws SQLException {
    return Jdbc.one(
        connection,
        """
        SELECT count(*) AS late
        FROM chaos.effective_writes w
        JOIN policies p ON p.policy_id = w.policy_id
        JOIN audit_log a ON a.subject = p.name AND a.action IN ('paused', 'retired')
          AND (a.detail ->> 'version')::int = w.policy_version
        WHERE w.open AND w.at > a.at
        """,
        row -> row.getLong("late"));
  }
}

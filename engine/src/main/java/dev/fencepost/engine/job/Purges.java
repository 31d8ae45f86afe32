package dev.fencepost.engine.job;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Removes data sources and what is known of them. A purge is a scan of a new epoch that finds
 * nothing: its one task sends a deletion for each finding and then a clean END, so the landing
 * closes results and sweeps as ever, whatever else goes on.
 */
public final class Purges {

  private final Database database;

  public Purges(Database database) {
    this.database = database;
  }

  /** A finding of which something is still stored. */
  public record Remaining(String objectPath, String findingId) {

    /** Before all others. */
    public static final Remaining NONE = new Remaining("", "");
  }

  /**
   * Begins to purge a data source.
   *
   * @param requestId names this request: repeating it returns what was begun first
   * @throws NotFoundException if there is no such data source
   * @throws RefusedException if it is being scanned or purged
   */
  public MasterJob start(
      String requestId, String datasource, String actor, @Nullable String reason) {
    return database.transact("purge", tx -> start(tx, requestId, datasource, actor, reason));
  }

  private static MasterJob start(
      Connection tx, String requestId, String datasource, String actor, @Nullable String reason)
      throws SQLException {
    List<String> known = Scans.lockDataSources(tx, List.of(datasource));
    Optional<MasterJob> before = Scans.find(tx, requestId);
    if (before.isPresent()) {
      return before.get();
    }
    if (known.isEmpty()) {
      throw new NotFoundException("There is no data source \"" + datasource + "\".");
    }
    Scans.refuseSecondScan(tx, List.of(datasource));
    long masterJobId =
        Jdbc.one(
            tx,
            "INSERT INTO master_jobs (kind, request_id) VALUES ('PURGE', ?) RETURNING master_job_id",
            row -> row.getLong(1),
            requestId);
    long jobId =
        Jdbc.one(
            tx,
            """
            INSERT INTO jobs
                (master_job_id, kind, node_group, status, master_pending_commands, configuration)
            SELECT ?, 'SCAN', node_group, 'QUEUED', 'START',
              jsonb_build_object(
                'purge', true,
                'datasources',
                jsonb_build_array(
                  jsonb_build_object(
                    'name', name, 'kind', kind, 'node_group', node_group,
                    'configuration', jsonb_build_object())),
                'detect', jsonb_build_object())
            FROM datasources WHERE name = ?
            RETURNING job_id
            """,
            row -> row.getLong(1),
            masterJobId,
            datasource);
    Jdbc.update(
        tx,
        "INSERT INTO audit_log (actor, action, subject, reason) VALUES (?, 'datasource purge', ?, ?)",
        actor,
        datasource,
        reason);
    return new MasterJob(masterJobId, List.of(jobId));
  }

  /**
   * The next findings of a data source of which something is stored, in the order of their objects.
   */
  public List<Remaining> remaining(String datasource, Remaining after, int most) {
    return database.transact(
        "look for findings to purge",
        tx ->
            Jdbc.list(
                tx,
                """
                SELECT object_path, finding_id FROM findings
                WHERE datasource = ? AND (object_path, finding_id) > (?, ?)
                  AND (NOT deleted OR object_path <> '' OR labels <> '{}')
                ORDER BY object_path, finding_id
                LIMIT ?
                """,
                row -> new Remaining(row.getString(1), row.getString(2)),
                datasource,
                after.objectPath(),
                after.findingId(),
                most));
  }

  /** A purge is complete: what the database alone knew of its data sources goes too. */
  static void complete(Connection tx, long jobId) throws SQLException {
    List<String> purged =
        Jdbc.list(
            tx,
            """
            SELECT source ->> 'name'
            FROM jobs CROSS JOIN LATERAL jsonb_array_elements(configuration -> 'datasources') AS source
            WHERE job_id = ? AND jsonb_exists(configuration, 'purge')
            """,
            row -> row.getString(1),
            jobId);
    if (purged.isEmpty()) {
      return;
    }
    Scans.lockDataSources(tx, purged);
    Jdbc.update(
        tx,
        """
        UPDATE datasources
        SET purged_at = clock_timestamp(), configuration = '{}', owner = '', region = '',
          has_objects = false
        WHERE name = ANY (?)
        """,
        SqlArray.texts(purged));
    Jdbc.update(
        tx,
        """
        DELETE FROM dead_letters
        WHERE task_id IN (SELECT task_id FROM tasks WHERE datasource = ANY (?))
        """,
        SqlArray.texts(purged));
  }
}

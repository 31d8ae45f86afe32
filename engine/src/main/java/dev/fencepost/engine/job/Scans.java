package dev.fencepost.engine.job;

import dev.fencepost.core.job.JobStatus;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Composes scans: one master job and, for each node group, one job that says all it needs. */
public final class Scans {

  static final SqlArray UNFINISHED =
      SqlArray.texts(
          Arrays.stream(JobStatus.values())
              .filter(status -> !status.isFinal())
              .map(Enum::name)
              .toList());

  private final Database database;
  private final ScanTemplates templates;
  private final @Nullable String actor;
  private final @Nullable String reason;

  /** Scans that programs start. */
  public Scans(Database database) {
    this(database, null, null);
  }

  /** Scans that a person starts, with the reason that is kept in the audit log. */
  public Scans(Database database, @Nullable String actor, @Nullable String reason) {
    this.database = database;
    this.templates = new ScanTemplates(database);
    this.actor = actor;
    this.reason = reason;
  }

  /**
   * Starts the scan of a template.
   *
   * @param requestId names this request: starting it again returns what was started first
   * @throws NotFoundException if the template or a data source does not exist
   * @throws RefusedException if a data source is being scanned already
   */
  public MasterJob startTemplate(String requestId, String template) {
    ScanSpecification specification = templates.get(template).specification();
    return database.transact("start a scan", tx -> start(tx, requestId, template, specification));
  }

  /**
   * Starts a scan of data sources.
   *
   * @param requestId names this request: starting it again returns what was started first
   * @throws NotFoundException if a data source does not exist
   * @throws RefusedException if a data source is being scanned already, or none is named
   */
  public MasterJob start(String requestId, ScanSpecification specification) {
    return database.transact("start a scan", tx -> start(tx, requestId, null, specification));
  }

  private MasterJob start(
      Connection tx, String requestId, @Nullable String template, ScanSpecification specification)
      throws SQLException {
    Optional<MasterJob> before = find(tx, requestId);
    if (before.isPresent()) {
      return before.get();
    }
    List<String> wanted = resolve(tx, specification);
    // The data sources' rows serialise scans of the same data source.
    List<String> known = lockDataSources(tx, wanted);
    before = find(tx, requestId);
    if (before.isPresent()) {
      return before.get();
    }
    wanted.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new NotFoundException("There is no data source \"" + name + "\".");
            });
    refuseSecondScan(tx, wanted);
    long masterJobId =
        Jdbc.one(
            tx,
            """
            INSERT INTO master_jobs (kind, template, request_id, actor, reason)
            VALUES ('SCAN', ?, ?, ?, ?)
            RETURNING master_job_id
            """,
            row -> row.getLong(1),
            template,
            requestId,
            actor,
            reason);
    audit(tx, masterJobId);
    return new MasterJob(masterJobId, createJobs(tx, masterJobId, wanted, specification));
  }

  private void audit(Connection tx, long masterJobId) throws SQLException {
    if (actor != null) {
      Jdbc.update(
          tx,
          "INSERT INTO audit_log (actor, action, subject, reason) VALUES (?, 'scan start', ?, ?)",
          actor,
          "scan " + masterJobId,
          reason);
    }
  }

  /** The data sources by name and those that the selector matches now. */
  private static List<String> resolve(Connection tx, ScanSpecification specification)
      throws SQLException {
    TreeSet<String> wanted = new TreeSet<>(specification.datasources());
    @Nullable DataSourceSelector selector = specification.selector();
    if (selector != null) {
      DataSources.list(tx).stream()
          .filter(selector::matches)
          .map(DataSource::name)
          .forEach(wanted::add);
    }
    if (wanted.isEmpty()) {
      throw new RefusedException(
          selector == null
              ? "A scan needs at least one data source."
              : "No data source matches the selector.");
    }
    return List.copyOf(wanted);
  }

  static List<String> lockDataSources(Connection tx, List<String> wanted) throws SQLException {
    return Jdbc.list(
        tx,
        """
        SELECT name FROM datasources WHERE name = ANY (?) AND purged_at IS NULL
        ORDER BY name FOR UPDATE
        """,
        row -> row.getString(1),
        SqlArray.texts(wanted));
  }

  /** What a request started before. */
  static Optional<MasterJob> find(Connection tx, String requestId) throws SQLException {
    Optional<Long> id =
        Jdbc.first(
            tx,
            "SELECT master_job_id FROM master_jobs WHERE request_id = ?",
            row -> row.getLong(1),
            requestId);
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(new MasterJob(id.get(), jobsOf(tx, id.get())));
  }

  private static List<Long> jobsOf(Connection tx, long masterJobId) throws SQLException {
    return Jdbc.list(
        tx,
        "SELECT job_id FROM jobs WHERE master_job_id = ? ORDER BY job_id",
        row -> row.getLong(1),
        masterJobId);
  }

  /** Two scans of one data source would sweep each other's findings. */
  static void refuseSecondScan(Connection tx, List<String> wanted) throws SQLException {
    Jdbc.list(
            tx,
            """
            SELECT source ->> 'name' AS name, job_id
            FROM jobs CROSS JOIN LATERAL jsonb_array_elements(configuration -> 'datasources') AS source
            WHERE kind = 'SCAN' AND status = ANY (?) AND source ->> 'name' = ANY (?)
            ORDER BY job_id
            LIMIT 1
            """,
            row -> "\"" + row.getString("name") + "\" is being scanned by job " + row.getLong(2),
            UNFINISHED,
            SqlArray.texts(wanted))
        .forEach(
            scan -> {
              throw new RefusedException("The data source " + scan + ", which is not finished.");
            });
  }

  private static List<Long> createJobs(
      Connection tx, long masterJobId, List<String> wanted, ScanSpecification specification)
      throws SQLException {
    return Jdbc.list(
        tx,
        """
        INSERT INTO jobs
            (master_job_id, kind, node_group, status, master_pending_commands, priority,
             tasks_at_once, configuration)
        SELECT ?, 'SCAN', node_group, 'QUEUED', 'START', ?, ?,
               jsonb_build_object(
                   'datasources',
                   jsonb_agg(
                       jsonb_build_object(
                           'name', name,
                           'kind', kind,
                           'node_group', node_group,
                           'owner', owner,
                           'region', region,
                           'configuration', configuration)
                       ORDER BY name),
                   'detect', ?::jsonb,
                   'limits', ?::jsonb)
        FROM datasources
        WHERE name = ANY (?)
        GROUP BY node_group
        ORDER BY node_group
        RETURNING job_id
        """,
        row -> row.getLong(1),
        masterJobId,
        specification.priority(),
        specification.limits().tasksAtOnce(),
        DetectionJson.write(specification.detection()),
        LimitsJson.write(specification.limits()),
        SqlArray.texts(wanted));
  }
}

package dev.fencepost.engine.job;

import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.core.job.FailureKind;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.engine.fence.GenerationTurn;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Scans whose records a producer of its own sends, in any language. Such a scan is a job with one
 * task over the whole data source, which is running from the beginning: no worker takes it. It ends
 * as any task does, by its END. It has one attempt, so a producer that falls silent fails it and
 * opens another scan.
 */
public final class OpenScans {

  private static final String SELECT =
      """
      SELECT m.master_job_id, j.job_id, t.task_id, t.attempt, t.scan_epoch, t.datasource,
        j.node_group, s.topic, t.partition, t.status, coalesce(t.lease_expiry, t.finished_at, now())
          AS expires_at,
        (SELECT count(*) FROM landing_progress p WHERE p.source_no = t.source_no) AS partitions
      FROM master_jobs m
      JOIN jobs j ON j.master_job_id = m.master_job_id
      JOIN tasks t ON t.job_id = j.job_id
      JOIN landing_sources s ON s.source_no = t.source_no
      WHERE jsonb_exists(j.configuration, 'producer') AND\s""";

  private final Database database;

  public OpenScans(Database database) {
    this.database = database;
  }

  /**
   * Opens a scan of one data source.
   *
   * @param requestId names this request: opening it again returns what was opened first
   * @param patience how long the producer may take before the scan is given up
   * @throws NotFoundException if there is no such data source
   * @throws RefusedException if it is being scanned already, or nothing lands findings yet
   */
  public OpenScan open(String requestId, String datasource, Duration patience) {
    return database.transact("open a scan", tx -> open(tx, requestId, datasource, patience));
  }

  private static OpenScan open(
      Connection tx, String requestId, String datasource, Duration patience) throws SQLException {
    Optional<OpenScan> before = find(tx, requestId);
    if (before.isPresent()) {
      return before.get();
    }
    // As at the start of any scan, a landing in flight must be durable before the epoch is raised.
    List<SourcePartition> turns = List.copyOf(GenerationTurn.lockTurns(tx).keySet());
    if (turns.isEmpty()) {
      throw new RefusedException(
          "No landing job has registered the findings topic yet; submit one and try again.");
    }
    int sourceNo = turns.get(turns.size() - 1).sourceNo();
    List<SourcePartition> newest = turns.stream().filter(p -> p.sourceNo() == sourceNo).toList();
    if (Scans.lockDataSources(tx, List.of(datasource)).isEmpty()) {
      throw new NotFoundException("There is no data source \"" + datasource + "\".");
    }
    before = find(tx, requestId);
    if (before.isPresent()) {
      return before.get();
    }
    Scans.refuseSecondScan(tx, List.of(datasource));
    create(tx, requestId, datasource, patience, newest);
    return find(tx, requestId).orElseThrow();
  }

  private static void create(
      Connection tx,
      String requestId,
      String datasource,
      Duration patience,
      List<SourcePartition> partitions)
      throws SQLException {
    Jdbc.update(
        tx, "UPDATE datasources SET scan_epoch = scan_epoch + 1 WHERE name = ?", datasource);
    long masterJobId =
        Jdbc.one(
            tx,
            "INSERT INTO master_jobs (kind, request_id) VALUES ('SCAN', ?) RETURNING master_job_id",
            row -> row.getLong(1),
            requestId);
    long jobId =
        Jdbc.one(
            tx,
            """
            INSERT INTO jobs
                (master_job_id, kind, node_group, status, configuration, source_no, started_at)
            SELECT ?, 'SCAN', node_group, 'RUNNING',
              jsonb_build_object(
                'producer', true,
                'datasources',
                jsonb_build_array(
                  jsonb_build_object(
                    'name', name, 'kind', 'producer', 'node_group', node_group,
                    'owner', owner, 'region', region, 'configuration', jsonb_build_object()))),
              ?, clock_timestamp()
            FROM datasources WHERE name = ?
            RETURNING job_id
            """,
            row -> row.getLong(1),
            masterJobId,
            partitions.get(0).sourceNo(),
            datasource);
    int partition = partitions.get(ScanDriver.choose(jobId, partitions.size())).partition();
    Jdbc.update(tx, "UPDATE jobs SET partition = ? WHERE job_id = ?", partition, jobId);
    Jdbc.update(
        tx,
        """
        INSERT INTO tasks (job_id, kind, datasource, scan_epoch, source_no, partition, packet, status,
          max_attempts, worker_id, lease_expiry, started_at)
        SELECT j.job_id, 'CLASSIFY', d.name, d.scan_epoch, j.source_no, j.partition,
          j.configuration -> 'datasources' -> 0, 'RUNNING', 1, 'producer',
          clock_timestamp() + ? * interval '1 millisecond', clock_timestamp()
        FROM jobs j, datasources d WHERE j.job_id = ? AND d.name = ?
        """,
        patience.toMillis(),
        jobId,
        datasource);
  }

  private static Optional<OpenScan> find(Connection tx, String requestId) throws SQLException {
    return Jdbc.first(tx, SELECT + "m.request_id = ?", OpenScans::openScan, requestId);
  }

  /** What was opened, and where it stands. */
  public record Opened(OpenScan scan, TaskStatus status) {}

  /**
   * An opened scan by its number.
   *
   * @throws NotFoundException if no producer's scan has that number
   */
  public Opened get(long masterJobId) {
    return database
        .transact(
            "read an opened scan",
            tx ->
                Jdbc.first(
                    tx,
                    SELECT + "m.master_job_id = ?",
                    row -> new Opened(openScan(row), TaskStatus.valueOf(row.getString("status"))),
                    masterJobId))
        .orElseThrow(
            () -> new NotFoundException("No scan " + masterJobId + " was opened for a producer."));
  }

  /**
   * Notes that the END was sent, so that its loss is noticed. The landing may have been quicker.
   *
   * @param endOffset where the END lies
   */
  public void ended(OpenScan scan, long endOffset) {
    database.transact(
        "close a scan",
        tx ->
            Jdbc.update(
                tx,
                """
                UPDATE tasks SET status = 'COMPLETED_PRODUCING', end_offset = ?, lease_expiry = NULL
                WHERE task_id = ? AND attempt = ? AND status = 'RUNNING'
                """,
                endOffset,
                scan.taskId(),
                scan.attempt()));
  }

  /**
   * Gives the scan up. What arrived stays, and nothing is swept.
   *
   * @return false when it was over already
   */
  public boolean abandon(OpenScan scan) {
    return database.transact(
        "give a scan up",
        tx ->
            TaskRetries.retry(
                tx, scan.taskId(), scan.attempt(), FailureKind.FINAL, "The producer gave it up."));
  }

  private static OpenScan openScan(ResultSet row) throws SQLException {
    return new OpenScan(
        row.getLong("master_job_id"),
        row.getLong("job_id"),
        row.getLong("task_id"),
        row.getInt("attempt"),
        row.getLong("scan_epoch"),
        row.getString("datasource"),
        row.getString("node_group"),
        row.getString("topic"),
        row.getInt("partition"),
        row.getInt("partitions"),
        Rows.instant(row, "expires_at"));
  }
}

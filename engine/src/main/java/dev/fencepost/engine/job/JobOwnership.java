package dev.fencepost.engine.job;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Claims, renews and gives back scan jobs for one coordinator, by the rules of {@link
 * dev.fencepost.core.lease.Lease}. Backfill jobs belong to the backfill that runs them.
 */
public final class JobOwnership {

  private final Database database;
  private final String owner;
  private final String nodeGroup;
  private final Duration ttl;

  /**
   * @param owner the coordinator's id, unique among all that run now
   * @param ttl how long a lease lasts when it is not renewed
   */
  public JobOwnership(Database database, String owner, String nodeGroup, Duration ttl) {
    this.database = database;
    this.owner = owner;
    this.nodeGroup = nodeGroup;
    this.ttl = ttl;
  }

  public String owner() {
    return owner;
  }

  /**
   * Takes up to {@code most} jobs of the node group that nobody holds: new, given back, expired. A
   * paused one is taken only when something is asked of it.
   */
  public List<OwnedJob> claim(int most) {
    return database.transact(
        "claim jobs",
        tx ->
            Jdbc.list(
                tx,
                """
                WITH claimable AS (
                  SELECT job_id
                  FROM jobs
                  WHERE kind = 'SCAN' AND node_group = ?
                    AND status IN ('QUEUED', 'RUNNING', 'PAUSING', 'PAUSED')
                    AND (status <> 'PAUSED' OR master_pending_commands <> 'START')
                    AND (orchestrator_lease_expiry IS NULL OR orchestrator_lease_expiry <= now())
                  ORDER BY job_id
                  LIMIT ?
                  FOR UPDATE SKIP LOCKED)
                UPDATE jobs
                SET status = CASE WHEN status = 'QUEUED' THEN 'RUNNING' ELSE status END,
                    orchestrator_id = ?,
                    orchestrator_lease_expiry = clock_timestamp() + ? * interval '1 millisecond',
                    version = version + 1,
                    started_at = coalesce(started_at, clock_timestamp())
                WHERE job_id IN (SELECT job_id FROM claimable)
                RETURNING job_id, version
                """,
                this::owned,
                nodeGroup,
                most,
                owner,
                ttl.toMillis()));
  }

  /**
   * Prolongs every lease that this coordinator still has, and says which they are: a job that is
   * missing is finished or another one's.
   */
  public List<OwnedJob> renew() {
    return database.transact(
        "renew leases",
        tx ->
            Jdbc.list(
                tx,
                """
                UPDATE jobs
                SET orchestrator_lease_expiry = clock_timestamp() + ? * interval '1 millisecond'
                WHERE orchestrator_id = ? AND kind = 'SCAN' AND status IN ('RUNNING', 'PAUSING', 'PAUSED')
                RETURNING job_id, version
                """,
                this::owned,
                ttl.toMillis(),
                owner));
  }

  /** Gives the job back, so that another coordinator need not wait; false when it was lost. */
  public boolean release(OwnedJob job) {
    return database.transact("give a job back", tx -> release(tx, job));
  }

  private static boolean release(Connection tx, OwnedJob job) throws SQLException {
    return Jdbc.update(
            tx,
            """
            UPDATE jobs SET orchestrator_id = NULL, orchestrator_lease_expiry = NULL
            WHERE job_id = ? AND orchestrator_id = ? AND version = ?
            """,
            job.jobId(),
            job.owner(),
            job.version())
        > 0;
  }

  private OwnedJob owned(ResultSet row) throws SQLException {
    return new OwnedJob(row.getLong("job_id"), owner, row.getLong("version"));
  }
}

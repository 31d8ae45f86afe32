package dev.fencepost.engine.backfill;

import dev.fencepost.core.job.JobStatus;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Backfills as rows in {@code jobs}. The database's clock decides about leases. */
public final class BackfillJobs {

  private BackfillJobs() {}

  private record Held(JobStatus status, long activationId, boolean leased, String owner) {}

  /** The backfill of an activation. */
  public static Optional<Long> ofActivation(Connection connection, long activationId)
      throws SQLException {
    return Jdbc.first(
        connection,
        """
        SELECT job_id FROM policy_activations WHERE activation_id = ? AND job_id IS NOT NULL
        """,
        row -> row.getLong("job_id"),
        activationId);
  }

  /** The activation of a backfill. */
  static Optional<Long> activationOf(Connection connection, long jobId) throws SQLException {
    return Jdbc.first(
        connection,
        "SELECT activation_id FROM policy_activations WHERE job_id = ?",
        row -> row.getLong("activation_id"),
        jobId);
  }

  /**
   * Backfills that nobody runs, the oldest first: left by a process that died, or not begun. Each
   * status is looked through by itself in the order of its index, so that it costs the same however
   * many wait or are finished.
   *
   * @param queuedFor how long one that is not begun is left to whoever asked for it
   */
  public static List<Long> abandoned(Connection connection, Duration queuedFor, int most)
      throws SQLException {
    return Jdbc.list(
        connection,
        """
        SELECT job_id FROM (
          (SELECT job_id FROM jobs
           WHERE status = 'QUEUED' AND kind = 'BACKFILL'
             AND created_at <= clock_timestamp() - ? * interval '1 millisecond'
           ORDER BY job_id LIMIT ?)
          UNION ALL
          (SELECT job_id FROM jobs
           WHERE status = 'RUNNING' AND kind = 'BACKFILL'
             AND (orchestrator_lease_expiry IS NULL
                  OR orchestrator_lease_expiry <= clock_timestamp())
           ORDER BY job_id LIMIT ?)
        ) AS waiting
        ORDER BY job_id
        LIMIT ?
        """,
        row -> row.getLong("job_id"),
        queuedFor.toMillis(),
        most,
        most,
        most);
  }

  /** Takes the job when nobody holds it. */
  public static BackfillClaim claim(
      Connection transaction, long jobId, String owner, Duration lifetime) throws SQLException {
    Optional<Held> found =
        Jdbc.first(
            transaction,
            """
            SELECT j.status, a.activation_id, coalesce(j.orchestrator_id, '') AS owner,
              coalesce(j.orchestrator_lease_expiry > clock_timestamp(), false) AS leased
            FROM jobs j
            JOIN policy_activations a ON a.job_id = j.job_id
            WHERE j.job_id = ? AND j.kind = 'BACKFILL'
            FOR UPDATE OF j
            """,
            BackfillJobs::held,
            jobId);
    if (found.isEmpty()) {
      return new BackfillClaim.Unknown();
    }
    Held held = found.get();
    if (held.status() != JobStatus.QUEUED && held.status() != JobStatus.RUNNING) {
      return new BackfillClaim.Refused(held.status());
    }
    if (held.leased() && !held.owner().equals(owner)) {
      return new BackfillClaim.Held(held.owner());
    }
    return new BackfillClaim.Granted(
        new BackfillLease(
            jobId, held.activationId(), owner, take(transaction, jobId, owner, lifetime)));
  }

  private static long take(Connection transaction, long jobId, String owner, Duration lifetime)
      throws SQLException {
    return Jdbc.one(
        transaction,
        """
        UPDATE jobs
        SET status = 'RUNNING', orchestrator_id = ?,
          orchestrator_lease_expiry = clock_timestamp() + ? * interval '1 millisecond',
          version = version + 1, started_at = coalesce(started_at, clock_timestamp())
        WHERE job_id = ?
        RETURNING version
        """,
        row -> row.getLong("version"),
        owner,
        lifetime.toMillis(),
        jobId);
  }

  private static Held held(ResultSet row) throws SQLException {
    return new Held(
        JobStatus.valueOf(row.getString("status")),
        row.getLong("activation_id"),
        row.getBoolean("leased"),
        row.getString("owner"));
  }

  /** Prolongs the lease; false when it is another one's by now, or the job was stopped. */
  public static boolean renew(Connection transaction, BackfillLease lease, Duration lifetime)
      throws SQLException {
    return Jdbc.update(
            transaction,
            """
            UPDATE jobs
            SET orchestrator_lease_expiry = clock_timestamp() + ? * interval '1 millisecond'
            WHERE job_id = ? AND orchestrator_id = ? AND version = ? AND status = 'RUNNING'
            """,
            lifetime.toMillis(),
            lease.jobId(),
            lease.owner(),
            lease.version())
        == 1;
  }

  /** Gives the job back unfinished, so that the next process need not wait. */
  public static void release(Connection transaction, BackfillLease lease) throws SQLException {
    Jdbc.update(
        transaction,
        """
        UPDATE jobs SET orchestrator_id = NULL, orchestrator_lease_expiry = NULL
        WHERE job_id = ? AND orchestrator_id = ? AND version = ?
        """,
        lease.jobId(),
        lease.owner(),
        lease.version());
  }

  /** Ends the job; false when the lease was lost. */
  static boolean finish(Connection transaction, BackfillLease lease, JobStatus status)
      throws SQLException {
    return Jdbc.update(
            transaction,
            """
            UPDATE jobs
            SET status = ?, finished_at = clock_timestamp(), version = version + 1,
              orchestrator_id = NULL, orchestrator_lease_expiry = NULL
            WHERE job_id = ? AND orchestrator_id = ? AND version = ? AND status = 'RUNNING'
            """,
            status,
            lease.jobId(),
            lease.owner(),
            lease.version())
        == 1;
  }
}

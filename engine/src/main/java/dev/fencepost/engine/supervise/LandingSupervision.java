package dev.fencepost.engine.supervise;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The lease of the one that sees to the landing job, by the rules of {@link
 * dev.fencepost.core.lease.Lease}.
 */
public final class LandingSupervision {

  private final Database database;
  private final String owner;
  private final Duration ttl;

  /**
   * @param owner the supervisor's id, unique among all that run now, and among its own lives
   * @param ttl how long the lease lasts when it is not prolonged
   */
  public LandingSupervision(Database database, String owner, Duration ttl) {
    this.database = database;
    this.owner = owner;
    this.ttl = ttl;
  }

  /** Claims the lease or prolongs it, and reads the wish; empty when another one holds it. */
  public Optional<SupervisedWish> hold() {
    return database.transact(
        "hold the supervision",
        tx ->
            Jdbc.first(
                tx,
                """
                UPDATE landing_job
                SET version = version + CASE WHEN supervisor = ? THEN 0 ELSE 1 END,
                    supervisor = ?,
                    supervisor_lease_expiry = clock_timestamp() + ? * interval '1 millisecond'
                WHERE supervisor IS NULL OR supervisor = ?
                   OR supervisor_lease_expiry <= clock_timestamp()
                RETURNING version, wish_no, wanted, flink_url, arguments, flink_job_id,
                          submit_after IS NULL OR submit_after <= clock_timestamp() AS due
                """,
                LandingSupervision::wish,
                owner,
                owner,
                ttl.toMillis(),
                owner));
  }

  /**
   * Writes what was seen or done.
   *
   * @return false when nothing was written, because another one holds the lease or the wish is
   *     another one: what was submitted for it is to be cancelled
   */
  public boolean report(SupervisedWish wish, Sighting seen) {
    return database.transact(
            "report on the landing job",
            tx ->
                Jdbc.update(
                    tx,
                    """
                    UPDATE landing_job
                    SET flink_job_id = ?, state = ?, checked_at = clock_timestamp(),
                        resubmitted = resubmitted + ?,
                        last_error = coalesce(?::text, last_error),
                        failed_at = CASE WHEN ?::text IS NULL THEN failed_at
                                    ELSE clock_timestamp() END
                    WHERE supervisor = ? AND version = ? AND wish_no = ?
                    """,
                    seen.jobId(),
                    seen.state(),
                    seen.resubmitted() ? 1 : 0,
                    seen.error(),
                    seen.error(),
                    owner,
                    wish.version(),
                    wish.number()))
        > 0;
  }

  /** Gives the lease back, so that another one need not wait for its end. */
  public void release() {
    database.transact(
        "give the supervision back",
        tx ->
            Jdbc.update(
                tx,
                """
                UPDATE landing_job SET supervisor = NULL, supervisor_lease_expiry = NULL
                WHERE supervisor = ?
                """,
                owner));
  }

  private static SupervisedWish wish(ResultSet row) throws SQLException {
    Array arguments = row.getArray("arguments");
    return new SupervisedWish(
        row.getLong("version"),
        row.getLong("wish_no"),
        row.getBoolean("wanted"),
        row.getString("flink_url"),
        List.of((String[]) arguments.getArray()),
        row.getBoolean("due"),
        row.getString("flink_job_id"));
  }
}

package dev.fencepost.engine.backfill;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.engine.fence.CatchUp;
import dev.fencepost.engine.fence.GenerationTurn;
import dev.fencepost.engine.fence.OffsetsJson;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the versions of an activation their status once their history is judged, and ends the job.
 *
 * <p>Streaming versions become ACTIVE. A backfill-only version freezes, but not before everything
 * that existed at its fence has landed: until then the stream judges by it.
 */
public final class BackfillCompletion {

  private BackfillCompletion() {}

  /** How far completing came. */
  public enum Outcome {
    /** Some ranges are not confirmed; nothing was changed. */
    RANGES_LEFT,
    /** A backfill-only version waits for records that existed at its fence; ask again. */
    WAITING_FOR_STREAM,
    /** Every version has its status, and the job is COMPLETED. */
    COMPLETE,
    /** Nothing was left to judge, since all versions were stopped or replaced; CANCELLED. */
    NOTHING_LEFT,
    /** Another process holds the job; nothing was changed. */
    LEASE_LOST
  }

  private record Version(
      long policyId, int number, boolean streaming, @Nullable String ends, PolicyStatus status) {

    boolean isBackfilling() {
      return status.judgesHistory();
    }

    /** What it becomes now that its history is judged. */
    PolicyStatus next(Map<SourcePartition, Long> positions) {
      return status.afterHistory(streaming, isReachedBy(positions));
    }

    /** Ends that are not known, because Kafka was away at the fence, need not be waited for. */
    boolean isReachedBy(Map<SourcePartition, Long> positions) {
      return ends == null || OffsetsJson.read(ends).reachedBy(positions);
    }

    boolean isJudged() {
      return isBackfilling() || status == PolicyStatus.ACTIVE || status == PolicyStatus.FROZEN;
    }
  }

  /** Completes what can be completed. May be repeated. */
  public static Outcome complete(Connection transaction, BackfillLease lease) throws SQLException {
    if (!lockConfirmed(transaction, lease.activationId())) {
      return Outcome.RANGES_LEFT;
    }
    if (!holds(transaction, lease)) {
      return Outcome.LEASE_LOST;
    }
    List<Version> versions = versions(transaction, lease.activationId());
    boolean waiting = freeze(transaction, versions);
    Map<SourcePartition, Long> positions = CatchUp.positions(transaction);
    for (Version version : versions) {
      if (version.isBackfilling() && version.next(positions) == PolicyStatus.ACTIVE) {
        activate(transaction, version, version.isReachedBy(positions));
      }
    }
    if (waiting) {
      return Outcome.WAITING_FOR_STREAM;
    }
    boolean judged = versions.stream().anyMatch(Version::isJudged);
    BackfillJobs.finish(transaction, lease, judged ? JobStatus.COMPLETED : JobStatus.CANCELLED);
    return judged ? Outcome.COMPLETE : Outcome.NOTHING_LEFT;
  }

  /** Holds every range, as retire, pause and replace do: no status changes meanwhile. */
  private static boolean lockConfirmed(Connection transaction, long activationId)
      throws SQLException {
    List<Boolean> confirmed =
        Jdbc.list(
            transaction,
            """
            SELECT status = 'CONFIRMED' AS confirmed FROM backfill_ranges
            WHERE activation_id = ? ORDER BY range_no FOR UPDATE
            """,
            row -> row.getBoolean("confirmed"),
            activationId);
    return !confirmed.isEmpty() && !confirmed.contains(false);
  }

  private static boolean holds(Connection transaction, BackfillLease lease) throws SQLException {
    return Jdbc.first(
            transaction,
            """
            SELECT job_id FROM jobs
            WHERE job_id = ? AND orchestrator_id = ? AND version = ? AND status = 'RUNNING'
            """,
            row -> row.getLong("job_id"),
            lease.jobId(),
            lease.owner(),
            lease.version())
        .isPresent();
  }

  private static List<Version> versions(Connection transaction, long activationId)
      throws SQLException {
    return Jdbc.list(
        transaction,
        """
        SELECT v.policy_id, v.version, v.requires_streaming_updates, v.broker_end_offsets, v.status
        FROM policy_versions v
        JOIN policies p ON p.policy_id = v.policy_id AND p.current_version = v.version
        WHERE v.activation_id = ?
        ORDER BY v.policy_id
        """,
        BackfillCompletion::version,
        activationId);
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getLong("policy_id"),
        row.getInt("version"),
        row.getBoolean("requires_streaming_updates"),
        row.getString("broker_end_offsets"),
        PolicyStatus.valueOf(row.getString("status")));
  }

  /**
   * Freezes every backfill-only version that is caught up; true when one is not. The turns are
   * taken only then, because they hold up every landing.
   */
  private static boolean freeze(Connection transaction, List<Version> versions)
      throws SQLException {
    List<Version> freezing =
        versions.stream().filter(v -> v.isBackfilling() && !v.streaming()).toList();
    if (freezing.isEmpty()) {
      return false;
    }
    Map<SourcePartition, Long> seen = CatchUp.positions(transaction);
    List<Version> ready =
        freezing.stream().filter(v -> v.next(seen) == PolicyStatus.FROZEN).toList();
    if (!ready.isEmpty()) {
      Offsets frozenAt = Offsets.cutoffsOf(GenerationTurn.take(transaction).nextOffsets());
      for (Version version : ready) {
        freeze(transaction, version, frozenAt);
      }
    }
    for (Version version : freezing) {
      markBackfilled(transaction, version);
    }
    return ready.size() < freezing.size();
  }

  private static void freeze(Connection transaction, Version version, Offsets frozenAt)
      throws SQLException {
    Jdbc.update(
        transaction,
        """
        UPDATE policy_versions
        SET status = 'FROZEN', frozen_offsets = ?::jsonb,
          backfilled_at = coalesce(backfilled_at, clock_timestamp()),
          caught_up_at = clock_timestamp()
        WHERE policy_id = ? AND version = ?
        """,
        OffsetsJson.write(frozenAt),
        version.policyId(),
        version.number());
  }

  private static void markBackfilled(Connection transaction, Version version) throws SQLException {
    Jdbc.update(
        transaction,
        """
        UPDATE policy_versions SET backfilled_at = clock_timestamp()
        WHERE policy_id = ? AND version = ? AND backfilled_at IS NULL
        """,
        version.policyId(),
        version.number());
  }

  private static void activate(Connection transaction, Version version, boolean caughtUp)
      throws SQLException {
    Jdbc.update(
        transaction,
        """
        UPDATE policy_versions
        SET status = 'ACTIVE', backfilled_at = clock_timestamp(),
          caught_up_at = CASE WHEN ? THEN clock_timestamp() END
        WHERE policy_id = ? AND version = ?
        """,
        caughtUp,
        version.policyId(),
        version.number());
  }
}

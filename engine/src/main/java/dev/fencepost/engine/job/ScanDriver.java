package dev.fencepost.engine.job;

import dev.fencepost.core.job.JobState;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.PendingCommands;
import dev.fencepost.core.job.ScanLimits;
import dev.fencepost.engine.fence.GenerationTurn;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Executes the command START of a scan job for its owner. */
public final class ScanDriver {

  /** What became of an attempt to start. */
  public enum Started {
    /** The tasks are there. */
    STARTED,
    /** It was started before. */
    NOTHING_TO_DO,
    /** It is paused, or a command comes first. */
    NOT_NOW,
    /** No landing job has registered the findings topic yet; ask again later. */
    NO_LANDING_YET,
    /** A data source is gone: the job failed and says so. */
    FAILED,
    /** Another coordinator owns the job by now; nothing was written. */
    LOST
  }

  /** Spreads ids that come in steps of 20, as cached sequences give them, over all partitions. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final Database database;

  public ScanDriver(Database database) {
    this.database = database;
  }

  /**
   * Gives the job its partition, raises the epochs of its data sources and creates a task to list
   * each of them; the partition is one of the newest incarnation of the topic.
   */
  public Started start(OwnedJob job) {
    return database.transact("start a job", tx -> start(tx, job));
  }

  private static Started start(Connection tx, OwnedJob job) throws SQLException {
    Optional<JobState> state = lock(tx, job);
    if (state.isEmpty()) {
      return Started.LOST;
    }
    PendingCommands pending = state.get().pending();
    if (!pending.start()) {
      return Started.NOTHING_TO_DO;
    }
    if (state.get().status() != JobStatus.RUNNING || pending.wish() != null) {
      return Started.NOT_NOW;
    }
    List<int[]> partitions =
        Jdbc.list(
            tx,
            """
            SELECT source_no, partition FROM landing_progress
            WHERE source_no = (SELECT max(source_no) FROM landing_progress)
            ORDER BY partition
            """,
            row -> new int[] {row.getInt(1), row.getInt(2)});
    if (partitions.isEmpty()) {
      return Started.NO_LANDING_YET;
    }
    // A landing that is under way may hold records of the epoch that is about to end; once it is
    // durable, later ones find the new epoch and take the lock that keeps them out of sweeps.
    GenerationTurn.lockTurns(tx);
    @Nullable String missing = raiseEpochs(tx, job);
    if (missing != null) {
      fail(tx, job, "The data source \"" + missing + "\" was removed.");
      return Started.FAILED;
    }
    int[] chosen = partitions.get(choose(job.jobId(), partitions.size()));
    Jdbc.update(
        tx,
        """
        UPDATE jobs SET source_no = ?, partition = ?, master_pending_commands = NULL
        WHERE job_id = ?
        """,
        chosen[0],
        chosen[1],
        job.jobId());
    createTasks(tx, job);
    return Started.STARTED;
  }

  static int choose(long jobId, int partitions) {
    return (int) Long.remainderUnsigned((jobId * SPREAD) >>> 32, partitions);
  }

  /** Empty when the job is not the caller's. */
  private static Optional<JobState> lock(Connection tx, OwnedJob job) throws SQLException {
    return Jdbc.first(
        tx,
        """
        SELECT status, master_pending_commands FROM jobs
        WHERE job_id = ? AND orchestrator_id = ? AND version = ?
        FOR NO KEY UPDATE
        """,
        row ->
            new JobState(
                JobStatus.valueOf(row.getString(1)), PendingCommands.of(row.getString(2)), true),
        job.jobId(),
        job.owner(),
        job.version());
  }

  /** The first data source that does not exist, or null when all epochs were raised. */
  private static @Nullable String raiseEpochs(Connection tx, OwnedJob job) throws SQLException {
    List<String> wanted =
        Jdbc.list(
            tx,
            """
            SELECT source ->> 'name'
            FROM jobs CROSS JOIN LATERAL jsonb_array_elements(configuration -> 'datasources') AS source
            WHERE job_id = ?
            """,
            row -> row.getString(1),
            job.jobId());
    List<String> locked =
        Jdbc.list(
            tx,
            "SELECT name FROM datasources WHERE name = ANY (?) ORDER BY name FOR UPDATE",
            row -> row.getString(1),
            SqlArray.texts(wanted));
    TreeSet<String> missing = new TreeSet<>(wanted);
    locked.forEach(missing::remove);
    if (!missing.isEmpty()) {
      return missing.first();
    }
    Jdbc.update(
        tx,
        "UPDATE datasources SET scan_epoch = scan_epoch + 1 WHERE name = ANY (?)",
        SqlArray.texts(wanted));
    return null;
  }

  private static void createTasks(Connection tx, OwnedJob job) throws SQLException {
    Jdbc.update(
        tx,
        """
        INSERT INTO tasks
            (job_id, kind, datasource, scan_epoch, source_no, partition, packet, status,
             max_attempts)
        SELECT j.job_id,
               CASE WHEN jsonb_exists(j.configuration, 'purge') THEN 'PURGE' ELSE 'ENUMERATE' END,
               d.name, d.scan_epoch, j.source_no, j.partition,
               source || jsonb_build_object(
                   'detect', j.configuration -> 'detect',
                   'limits', coalesce(j.configuration -> 'limits', '{}')),
               'QUEUED', coalesce((j.configuration -> 'limits' ->> 'max_attempts')::int, ?)
        FROM jobs j
        CROSS JOIN LATERAL jsonb_array_elements(j.configuration -> 'datasources') AS source
        JOIN datasources d ON d.name = source ->> 'name'
        WHERE j.job_id = ?
        """,
        ScanLimits.USUAL_ATTEMPTS,
        job.jobId());
  }

  private static void fail(Connection tx, OwnedJob job, String reason) throws SQLException {
    Jdbc.update(
        tx,
        """
        UPDATE jobs
        SET status = 'FAILED', failure = ?, finished_at = clock_timestamp(),
            master_pending_commands = NULL, orchestrator_id = NULL, orchestrator_lease_expiry = NULL
        WHERE job_id = ?
        """,
        reason,
        job.jobId());
  }
}

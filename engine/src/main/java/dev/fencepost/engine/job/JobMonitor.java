package dev.fencepost.engine.job;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.util.List;

/** Sees which jobs have nothing left to do. */
public final class JobMonitor {

  private final Database database;

  public JobMonitor(Database database) {
    this.database = database;
  }

  /**
   * The running jobs of an owner whose tasks are all final. END_JOB is to be sent for each; they
   * are named again and again until it arrived, so a lost one does no harm.
   */
  public List<Long> finishedJobs(String owner) {
    return database.transact(
        "look for finished jobs",
        tx ->
            Jdbc.list(
                tx,
                """
                SELECT j.job_id FROM jobs j
                WHERE j.status = 'RUNNING' AND j.kind = 'SCAN' AND j.orchestrator_id = ?
                  AND EXISTS (SELECT FROM tasks t WHERE t.job_id = j.job_id)
                  AND NOT EXISTS (
                    SELECT FROM tasks t
                    WHERE t.job_id = j.job_id
                      AND t.status IN ('QUEUED', 'RUNNING', 'COMPLETED_PRODUCING'))
                ORDER BY j.job_id
                """,
                row -> row.getLong(1),
                owner));
  }
}

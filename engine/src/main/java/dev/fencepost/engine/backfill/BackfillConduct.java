package dev.fencepost.engine.backfill;

import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;

/** What a running backfill says about itself, for the people who watch it. */
public final class BackfillConduct {

  private BackfillConduct() {}

  /** Notes where it reads, and why there. */
  public static void noteReading(Connection transaction, long jobId, String reading)
      throws SQLException {
    Jdbc.update(
        transaction,
        """
        INSERT INTO backfill_conduct (job_id, reading) VALUES (?, ?)
        ON CONFLICT (job_id) DO UPDATE
        SET reading = excluded.reading, updated_at = clock_timestamp()
        """,
        jobId,
        reading);
  }
}

package dev.fencepost.engine.backfill;

import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a running backfill says about itself, for the people who watch it; null before it was said.
 *
 * @param reading where it reads now, and why there
 * @param rangesAtOnce how many ranges it may judge at once now
 * @param pace why so many
 */
public record BackfillConduct(
    @Nullable String reading, @Nullable Integer rangesAtOnce, @Nullable String pace) {

  static BackfillConduct of(ResultSet row) throws SQLException {
    return new BackfillConduct(
        row.getString("reading"),
        row.getObject("ranges_at_once", Integer.class),
        row.getString("pace"));
  }

  /** Notes where it reads. */
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

  /** Notes how fast it goes. */
  public static void notePace(Connection transaction, long jobId, int rangesAtOnce, String pace)
      throws SQLException {
    Jdbc.update(
        transaction,
        """
        INSERT INTO backfill_conduct (job_id, ranges_at_once, pace) VALUES (?, ?, ?)
        ON CONFLICT (job_id) DO UPDATE
        SET ranges_at_once = excluded.ranges_at_once, pace = excluded.pace,
          updated_at = clock_timestamp()
        """,
        jobId,
        rangesAtOnce,
        pace);
  }
}

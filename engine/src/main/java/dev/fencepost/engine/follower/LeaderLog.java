package dev.fencepost.engine.follower;

import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A place in the leader's log. A standby that has replayed up to it shows everything that was
 * committed when the place was read.
 *
 * @param end as PostgreSQL writes it, for example {@code 0/16B3748}
 */
public record LeaderLog(String end) {

  private static final long LOOK_MILLIS = 50;

  /** Where the log ends now. */
  public static LeaderLog now(Connection leader) throws SQLException {
    return new LeaderLog(
        Jdbc.one(
            leader, "SELECT pg_current_wal_insert_lsn()::text AS ends", row -> row.getString(1)));
  }

  /**
   * Waits until the standby has replayed the log up to here.
   *
   * @param standby outside a transaction
   * @return false when it has not after the patience
   */
  public boolean isReplayedBy(Connection standby, Duration patience)
      throws SQLException, InterruptedException {
    long giveUpAt = System.nanoTime() + patience.toNanos();
    while (!isReplayedBy(standby)) {
      if (System.nanoTime() > giveUpAt) {
        return false;
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return true;
  }

  private boolean isReplayedBy(Connection standby) throws SQLException {
    return Jdbc.one(
        standby,
        "SELECT coalesce(pg_last_wal_replay_lsn() >= ?::pg_lsn, false) AS replayed",
        row -> row.getBoolean(1),
        end);
  }
}

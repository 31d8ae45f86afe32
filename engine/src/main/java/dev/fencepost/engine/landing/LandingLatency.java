package dev.fencepost.engine.landing;

import dev.fencepost.core.pace.LandingLately;
import dev.fencepost.core.pace.LandingTimes;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** How landings fare lately, noted by those who land for those who should give way. */
public final class LandingLatency {

  private LandingLatency() {}

  /**
   * Notes what one writer saw.
   *
   * @param writer unique among all that ever were, so that no dead one's lock is waited for
   */
  public static void note(Connection transaction, String writer, LandingLately lately)
      throws SQLException {
    Jdbc.update(
        transaction,
        """
        INSERT INTO landing_latency (writer, p95_millis, p95_wait_millis, busy_percent)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (writer) DO UPDATE
        SET p95_millis = excluded.p95_millis, p95_wait_millis = excluded.p95_wait_millis,
          busy_percent = excluded.busy_percent, noted_at = clock_timestamp()
        """,
        writer,
        lately.times().landingMillis(),
        lately.times().waitMillis(),
        lately.busyPercent());
  }

  /** Removes what writers that ended long ago left. */
  public static void forgetOld(Connection transaction) throws SQLException {
    Jdbc.update(
        transaction,
        "DELETE FROM landing_latency WHERE noted_at < clock_timestamp() - interval '1 hour'");
  }

  /** The most of each that somebody noted lately; empty when nobody did. */
  public static Optional<LandingLately> worst(Connection connection, Duration lately)
      throws SQLException {
    return Jdbc.first(
        connection,
        """
            SELECT max(p95_millis) AS landing, max(p95_wait_millis) AS wait,
              max(busy_percent) AS busy
            FROM landing_latency
            WHERE noted_at > clock_timestamp() - ? * interval '1 millisecond'
            HAVING count(*) > 0
            """,
        row ->
            new LandingLately(
                new LandingTimes(row.getLong("landing"), row.getLong("wait")), row.getInt("busy")),
        lately.toMillis());
  }
}

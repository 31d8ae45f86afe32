package dev.fencepost.engine.landing;

import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;

/** How long landings take lately, noted by those who land for those who should give way. */
public final class LandingLatency {

  private LandingLatency() {}

  /**
   * Notes what one writer saw.
   *
   * @param writer unique among all that ever were, so that no dead one's lock is waited for
   */
  public static void note(Connection transaction, String writer, long p95Millis)
      throws SQLException {
    Jdbc.update(
        transaction,
        """
        INSERT INTO landing_latency (writer, p95_millis) VALUES (?, ?)
        ON CONFLICT (writer) DO UPDATE
        SET p95_millis = excluded.p95_millis, noted_at = clock_timestamp()
        """,
        writer,
        p95Millis);
  }

  /** Removes what writers that ended long ago left. */
  public static void forgetOld(Connection transaction) throws SQLException {
    Jdbc.update(
        transaction,
        "DELETE FROM landing_latency WHERE noted_at < clock_timestamp() - interval '1 hour'");
  }

  /** The slowest writer's, of those that noted something lately; empty when nobody did. */
  public static OptionalLong slowest(Connection connection, Duration lately) throws SQLException {
    return Jdbc.first(
            connection,
            """
            SELECT p95_millis FROM landing_latency
            WHERE noted_at > clock_timestamp() - ? * interval '1 millisecond'
            ORDER BY p95_millis DESC LIMIT 1
            """,
            row -> row.getLong("p95_millis"),
            lately.toMillis())
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }
}

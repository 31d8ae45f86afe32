package dev.fencepost.engine.supervise;

import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The landing job as its supervisor saw it last.
 *
 * @param supervisor null when none holds the lease now
 * @param state Flink's word, or {@code ABSENT} or {@code UNREACHABLE}; null before the first look
 * @param resubmitted how often a supervisor submitted it since it was wished
 * @param lastError why it was absent, or why it could not be submitted, last
 */
public record LandingState(
    boolean wanted,
    Instant wishedAt,
    @Nullable String flinkUrl,
    @Nullable String supervisor,
    @Nullable String jobId,
    @Nullable String state,
    long resubmitted,
    @Nullable String lastError,
    @Nullable Instant failedAt,
    @Nullable Instant checkedAt) {

  /** For a caller that reads more in the same transaction. */
  public static LandingState read(Connection tx) throws SQLException {
    return Jdbc.one(
        tx,
        """
        SELECT wanted, wished_at, flink_url, flink_job_id, state, resubmitted, last_error,
               failed_at, checked_at,
               CASE WHEN supervisor_lease_expiry > clock_timestamp() THEN supervisor END AS holder
        FROM landing_job
        """,
        row ->
            new LandingState(
                row.getBoolean("wanted"),
                row.getObject("wished_at", OffsetDateTime.class).toInstant(),
                row.getString("flink_url"),
                row.getString("holder"),
                row.getString("flink_job_id"),
                row.getString("state"),
                row.getLong("resubmitted"),
                row.getString("last_error"),
                instant(row, "failed_at"),
                instant(row, "checked_at")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}

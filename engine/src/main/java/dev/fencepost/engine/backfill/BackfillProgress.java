package dev.fencepost.engine.backfill;

import dev.fencepost.core.job.JobStatus;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How far a backfill is, as the database tells.
 *
 * @param policies the names of those that share the scan
 * @param ranges how many there are; 0 before the plan
 * @param rows findings in the ranges that are confirmed
 * @param results results that were written
 * @param elapsed since it was started first; zero before
 * @param runBy who holds its lease now; null when nobody does
 * @param read where the confirmed ranges were read
 * @param conduct what its process said last about how it goes on
 */
public record BackfillProgress(
    long jobId,
    long activationId,
    JobStatus status,
    List<String> policies,
    int ranges,
    int rangesConfirmed,
    long rows,
    long results,
    Duration elapsed,
    @Nullable String runBy,
    List<Read> read,
    BackfillConduct conduct) {

  public BackfillProgress {
    policies = List.copyOf(policies);
    read = List.copyOf(read);
  }

  /**
   * What one place answered.
   *
   * @param place a {@link ScanPlace#text}
   */
  public record Read(String place, long ranges, long rows) {

    @Override
    public String toString() {
      return place + ": " + ranges + (ranges == 1 ? " range, " : " ranges, ") + rows + " rows";
    }
  }

  /** Reads it; empty when there is no such backfill. */
  public static Optional<BackfillProgress> of(Connection connection, long jobId)
      throws SQLException {
    return Jdbc.first(connection, SELECT + "WHERE j.job_id = ?", BackfillProgress::read, jobId);
  }

  /** The newest backfills, newest first. */
  public static List<BackfillProgress> newest(Connection connection, int most) throws SQLException {
    return Jdbc.list(
        connection, SELECT + "ORDER BY j.job_id DESC LIMIT ?", BackfillProgress::read, most);
  }

  private static final String SELECT =
      """
      SELECT j.job_id, j.status, a.activation_id,
        coalesce(extract(epoch FROM
          coalesce(j.finished_at, clock_timestamp()) - j.started_at) * 1000, 0)::bigint AS millis,
        CASE WHEN j.orchestrator_lease_expiry > clock_timestamp() THEN j.orchestrator_id END
          AS run_by,
        r.ranges, r.confirmed, r.rows_scanned, r.results,
        ARRAY(SELECT p.name FROM policy_versions v JOIN policies p ON p.policy_id = v.policy_id
              WHERE v.activation_id = a.activation_id ORDER BY p.name) AS policies,
        g.places, g.ranges_there, g.rows_there, c.reading, c.ranges_at_once, c.pace
      FROM jobs j
      JOIN policy_activations a ON a.job_id = j.job_id
      LEFT JOIN backfill_conduct c ON c.job_id = j.job_id
      CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(place ORDER BY place), '{}') AS places,
          coalesce(array_agg(ranges ORDER BY place), '{}') AS ranges_there,
          coalesce(array_agg(rows ORDER BY place), '{}') AS rows_there
        FROM (SELECT read_from AS place, count(*) AS ranges, sum(rows_scanned)::bigint AS rows
              FROM backfill_ranges b
              WHERE b.activation_id = a.activation_id AND b.read_from IS NOT NULL
              GROUP BY read_from) places) g
      CROSS JOIN LATERAL (
        SELECT count(*) AS ranges, count(*) FILTER (WHERE status = 'CONFIRMED') AS confirmed,
          coalesce(sum(rows_scanned), 0)::bigint AS rows_scanned,
          coalesce(sum(b.confirmed), 0)::bigint AS results
        FROM backfill_ranges b WHERE b.activation_id = a.activation_id) r
      """;

  private static BackfillProgress read(ResultSet row) throws SQLException {
    return new BackfillProgress(
        row.getLong("job_id"),
        row.getLong("activation_id"),
        JobStatus.valueOf(row.getString("status")),
        Arrays.asList((String[]) row.getArray("policies").getArray()),
        row.getInt("ranges"),
        row.getInt("confirmed"),
        row.getLong("rows_scanned"),
        row.getLong("results"),
        Duration.ofMillis(row.getLong("millis")),
        row.getString("run_by"),
        reads(row),
        BackfillConduct.of(row));
  }

  private static List<Read> reads(ResultSet row) throws SQLException {
    String[] places = (String[]) row.getArray("places").getArray();
    Long[] ranges = (Long[]) row.getArray("ranges_there").getArray();
    Long[] rows = (Long[]) row.getArray("rows_there").getArray();
    return IntStream.range(0, places.length)
        .mapToObj(i -> new Read(places[i], ranges[i], rows[i]))
        .toList();
  }

  /** From 0.0 to 1.0, by ranges. */
  public double fraction() {
    return ranges == 0 ? 0 : (double) rangesConfirmed / ranges;
  }

  public double rowsPerSecond() {
    return elapsed.isZero() ? 0 : rows * 1000.0 / elapsed.toMillis();
  }

  /** How long it will take still, at the pace so far; empty before the first range. */
  public Optional<Duration> remaining() {
    if (status.isFinal()) {
      return Optional.of(Duration.ZERO);
    }
    return rangesConfirmed == 0
        ? Optional.empty()
        : Optional.of(elapsed.multipliedBy(ranges - rangesConfirmed).dividedBy(rangesConfirmed));
  }
}

package dev.fencepost.bench.stage;

import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A backfill as the command line runs one, from its beginning to its end.
 *
 * @param launched when the process was started
 * @param started when it took the job
 * @param finished when the job was COMPLETED
 */
public record Backfilled(Instant launched, Instant started, Instant finished) {

  /** A fence with new versions of these policies; returns its backfill job. */
  public static long fence(ConnectionSource.Settings database, List<PolicyDraft> policies) {
    return new Fence(Database.connecting(database))
        .activate(
            new ActivationRequest(UUID.randomUUID().toString(), "bench", null, policies, null))
        .jobId();
  }

  /** Empty as long as it is not complete. */
  static Optional<Backfilled> read(ConnectionSource.Settings database, long job, Instant launched) {
    return Database.connecting(database)
        .transact(
            "read how long it took",
            tx ->
                Jdbc.first(
                    tx,
                    """
                    SELECT started_at, finished_at FROM jobs
                    WHERE job_id = ? AND status = 'COMPLETED'
                    """,
                    row ->
                        new Backfilled(
                            launched,
                            row.getObject(1, OffsetDateTime.class).toInstant(),
                            row.getObject(2, OffsetDateTime.class).toInstant()),
                    job));
  }

  /** How long it judged. */
  public Duration judging() {
    return Duration.between(started, finished);
  }

  /** How long the process took before that. */
  public Duration startUp() {
    return Duration.between(launched, started);
  }
}

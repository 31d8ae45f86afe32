package dev.fencepost.bench.backfill;

import dev.fencepost.cli.backfill.BackfillService;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.LogTail;
import dev.fencepost.local.process.Wait;
import dev.fencepost.sql.jdbc.Jdbc;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;

/**
 * The product: a fence, and the process that the command line starts for it.
 *
 * @param policies how many share the scan
 * @param onFollower whether ranges are read on the standby
 */
record FencepostBackfill(int policies, boolean onFollower) {

  private static final Duration LIMIT = Duration.ofMinutes(30);

  /** From the moment the process takes the job to the moment the job is COMPLETED. */
  Work run(Stage stage) {
    Activation activation =
        new Fence(stage.database())
            .activate(
                new ActivationRequest(
                    UUID.randomUUID().toString(),
                    "bench",
                    null,
                    SlicedPolicies.of(policies),
                    null));
    Instant launched = Instant.now();
    ChildProcess process =
        new BackfillService(
                stage.settings().as("fencepost-backfill"),
                onFollower ? stage.standby().jdbcUrl() : "",
                Map.of("FENCEPOST_BACKFILL_READ", onFollower ? "FOLLOWERS" : "LEADER"))
            .start(stage.home(), activation.jobId());
    try {
      Wait.until(() -> !process.isAlive(), LIMIT);
      return worked(stage, activation.jobId(), process, launched);
    } finally {
      process.kill9();
    }
  }

  private static Work worked(Stage stage, long job, ChildProcess process, Instant launched) {
    return stage
        .database()
        .transact(
            "read how long it took",
            tx ->
                Jdbc.first(
                    tx,
                    """
                    SELECT started_at, finished_at FROM jobs
                    WHERE job_id = ? AND status = 'COMPLETED'
                    """,
                    row -> {
                      Instant started = row.getObject(1, OffsetDateTime.class).toInstant();
                      Instant finished = row.getObject(2, OffsetDateTime.class).toInstant();
                      return new Work(
                          Duration.between(started, finished), Duration.between(launched, started));
                    },
                    job))
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "the backfill is not complete" + LogTail.of(process.record().log())));
  }
}

package dev.fencepost.bench.stage;

import dev.fencepost.cli.backfill.BackfillService;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.LogTail;
import dev.fencepost.local.process.Wait;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.RowMapper;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/** A backfill at work, as the command line runs one; closing it ends the process. */
public final class RunningBackfill implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final ConnectionSource.Settings database;
  private final long job;
  private final Instant launched = Instant.now();
  private final ChildProcess process;

  private RunningBackfill(ConnectionSource.Settings database, long job, ChildProcess process) {
    this.database = database;
    this.job = job;
    this.process = process;
  }

  /**
   * Starts the process.
   *
   * @param follower the address of a standby to read on; empty for the leader
   */
  public static RunningBackfill start(
      Home home, ConnectionSource.Settings database, Optional<String> follower, long job)
      throws Exception {
    ChildProcess process =
        new BackfillService(
                database.as("fencepost-backfill"),
                follower.orElse(""),
                Map.of("FENCEPOST_BACKFILL_READ", follower.isPresent() ? "FOLLOWERS" : "LEADER"))
            .start(home, job);
    return new RunningBackfill(database, job, process);
  }

  public Instant launched() {
    return launched;
  }

  public ChildProcess process() {
    return process;
  }

  /** Waits until it has taken the job; returns when that was. */
  public Instant awaitStarted() throws Exception {
    Wait.until(() -> started().isPresent() || !process.isAlive(), LIMIT);
    return started().orElseThrow(this::failed);
  }

  /** How many findings it has judged so far. */
  public long judged() {
    return ask(
            """
            SELECT coalesce(sum(r.rows_scanned), 0)::bigint FROM backfill_ranges r
            JOIN policy_activations a ON a.activation_id = r.activation_id
            WHERE a.job_id = ? AND r.status = 'CONFIRMED'
            """,
            row -> row.getLong(1))
        .orElse(0L);
  }

  /**
   * Waits for its end.
   *
   * @throws CommandFailure when it does not complete
   */
  public Backfilled finish() throws Exception {
    Wait.until(() -> !process.isAlive(), LIMIT);
    return Backfilled.read(database, job, launched).orElseThrow(this::failed);
  }

  private Optional<Instant> started() {
    return ask(
        "SELECT started_at FROM jobs WHERE job_id = ? AND started_at IS NOT NULL",
        row -> row.getObject(1, OffsetDateTime.class).toInstant());
  }

  private <T> Optional<T> ask(String sql, RowMapper<T> reader) {
    return Database.connecting(database)
        .transact("look at the backfill", tx -> Jdbc.first(tx, sql, reader, job));
  }

  private CommandFailure failed() {
    return CommandFailure.failed(
        "the backfill is not complete" + LogTail.of(process.record().log()));
  }

  @Override
  public void close() {
    process.kill9();
  }
}

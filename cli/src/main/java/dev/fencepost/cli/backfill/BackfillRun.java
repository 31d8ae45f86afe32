package dev.fencepost.cli.backfill;

import dev.fencepost.cli.connection.Addresses;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Await;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.engine.backfill.BackfillProgress;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.LogTail;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A backfill as a process of its own, and how far it is. */
public record BackfillRun(Session session, Addresses addresses, ReadOptions reading) {

  /** Reads where the environment says. */
  public BackfillRun(Session session, Addresses addresses) {
    this(session, addresses, new ReadOptions());
  }

  /**
   * Returns when it is complete. Runs it in a process of its own when nobody does, and otherwise
   * follows whoever runs it; what an earlier run did is not done again.
   */
  public void run(long jobId, Duration limit) {
    Database database = addresses.database();
    BackfillProgress before = progress(database, jobId);
    if (before.status() == JobStatus.COMPLETED) {
      session.terminal().say("backfill " + jobId + " is complete already");
      return;
    }
    if (before.status() == JobStatus.CANCELLED) {
      sayCancelled(jobId);
      return;
    }
    reading.requireFollower(addresses, database);
    try (Turn turn = new Turn(jobId);
        Progress bar = new Progress(session.terminal(), "backfill " + jobId)) {
      BackfillProgress done =
          Await.first(
              "backfill " + jobId + " to be complete",
              limit,
              () -> {
                // Asked first: what a process wrote last before it ended must be seen.
                boolean ended = turn.ended();
                BackfillProgress now = progress(database, jobId);
                bar.at(now.rangesConfirmed(), now.ranges(), rows(now));
                if (now.status().isFinal()) {
                  return Optional.of(now);
                }
                turn.take(now.runBy(), ended);
                return Optional.empty();
              });
      if (done.status() == JobStatus.CANCELLED) {
        sayCancelled(jobId);
        return;
      }
      if (done.status() != JobStatus.COMPLETED) {
        throw CommandFailure.failed(
            "backfill " + jobId + " is " + done.status() + turn.lastWords());
      }
      bar.done(rows(done) + ", " + done.results() + " results");
    }
  }

  /** Whose turn it is to run a backfill: another's, or that of a process of this command. */
  private final class Turn implements AutoCloseable {

    private final long jobId;
    private @Nullable ChildProcess own;
    private boolean follows;

    Turn(long jobId) {
      this.jobId = jobId;
    }

    boolean ended() {
      return own != null && !own.isAlive();
    }

    /** Begins when nobody runs it; fails when the own process gave up and nobody took over. */
    void take(@Nullable String runBy, boolean ownEnded) {
      if (runBy != null && ownEnded) {
        // Killed, or too late: its lease ends by itself, the other's is followed.
        own = null;
      }
      if (runBy != null || (own == null && othersProcessLives())) {
        follow();
      } else if (own == null) {
        own = start(jobId);
      } else if (ownEnded) {
        throw CommandFailure.failed(
            "backfill "
                + jobId
                + " ended before it was complete; run it again with 'fencepost backfill run "
                + jobId
                + "'"
                + lastWords());
      }
    }

    private void follow() {
      if (own == null && !follows) {
        session.terminal().say("backfill " + jobId + " is held by another process; following it");
        follows = true;
      }
    }

    private boolean othersProcessLives() {
      return new ProcessTable(session.home()).alive(BackfillService.name(jobId)).isPresent();
    }

    String lastWords() {
      return own == null ? "" : LogTail.of(own.record().log());
    }

    @Override
    public void close() {
      if (own != null) {
        own.stop();
      }
    }
  }

  private void sayCancelled(long jobId) {
    session
        .terminal()
        .say(
            "backfill "
                + jobId
                + " is cancelled: its policies were stopped or replaced, nothing is left to do");
  }

  private ChildProcess start(long jobId) {
    return new BackfillService(
            addresses.databaseSettings(),
            addresses.followerIfKnown().orElse(""),
            reading.asEnvironment())
        .start(session.home(), jobId);
  }

  static BackfillProgress progress(Database database, long jobId) {
    return database
        .transact("read a backfill", tx -> BackfillProgress.of(tx, jobId))
        .orElseThrow(
            () ->
                CommandFailure.notFound(
                    "there is no backfill " + jobId + "; 'fencepost backfill show' lists them"));
  }

  private static String rows(BackfillProgress progress) {
    return String.format(
        Locale.ROOT, "%d findings judged, %.0f/s", progress.rows(), progress.rowsPerSecond());
  }
}

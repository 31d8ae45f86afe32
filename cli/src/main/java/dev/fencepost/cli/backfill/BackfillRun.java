package dev.fencepost.cli.backfill;

import dev.fencepost.cli.connection.Addresses;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.session.Await;
import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Session;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.engine.backfill.BackfillProgress;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.LogTail;
import dev.fencepost.local.process.ProcessTable;
import dev.fencepost.local.service.JavaService;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A backfill as a process of its own, and how far it is. */
public record BackfillRun(Session session, Addresses addresses) {

  /** Runs it to its end; what an earlier run did is not done again. */
  public void run(long jobId, Duration limit) {
    Database database = addresses.database();
    BackfillProgress before = progress(database, jobId);
    if (before.status() == JobStatus.COMPLETED) {
      session.terminal().say("backfill " + jobId + " is complete already");
      return;
    }
    ChildProcess process = start(jobId);
    try {
      await(database, jobId, process, limit);
    } finally {
      process.stop();
    }
  }

  /** Starts the process, which ends with this one. */
  private ChildProcess start(long jobId) {
    ConnectionSource.Settings settings = addresses.databaseSettings();
    Map<String, String> environment = new HashMap<>();
    environment.put("FENCEPOST_DB_URL", settings.url());
    environment.put("FENCEPOST_DB_USER", settings.user());
    environment.put("FENCEPOST_DB_PASSWORD", settings.password());
    String name = "backfill-" + jobId;
    new ProcessTable(session.home())
        .alive(name)
        .ifPresent(
            running -> {
              throw CommandFailure.failed(
                  "backfill "
                      + jobId
                      + " runs already as process "
                      + running.pid()
                      + "; watch it with 'fencepost backfill show "
                      + jobId
                      + "'");
            });
    return JavaService.of(name, "backfill-batch", "dev.fencepost.backfill.BackfillMain")
        .withOptions("-Xms32m", "-Xmx256m")
        .withArguments("--job", Long.toString(jobId))
        .withEnvironment(environment)
        .start(session.home(), Lifetime.WITH_PARENT);
  }

  /** Waits until the backfill is complete; fails when its process ends before. */
  private void await(Database database, long jobId, ChildProcess process, Duration limit) {
    try (Progress bar = new Progress(session.terminal(), "backfill " + jobId)) {
      BackfillProgress done =
          Await.first(
              "backfill " + jobId + " to be complete",
              limit,
              () -> {
                // Asked first: what it wrote last before it ended must be seen.
                boolean alive = process.isAlive();
                BackfillProgress now = progress(database, jobId);
                bar.at(now.rangesConfirmed(), now.ranges(), rows(now));
                if (now.status().isFinal()) {
                  return Optional.of(now);
                }
                if (!alive) {
                  throw CommandFailure.failed(
                      "backfill "
                          + jobId
                          + " ended before it was complete; run it again with"
                          + " 'fencepost backfill run "
                          + jobId
                          + "'"
                          + LogTail.of(process.record().log()));
                }
                return Optional.empty();
              });
      if (done.status() != JobStatus.COMPLETED) {
        throw CommandFailure.failed(
            "backfill " + jobId + " is " + done.status() + LogTail.of(process.record().log()));
      }
      bar.done(rows(done) + ", " + done.results() + " results");
    }
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

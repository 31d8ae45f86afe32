package dev.fencepost.cli.chaos;

import dev.fencepost.chaos.history.FileTree;
import dev.fencepost.cli.session.Await;
import dev.fencepost.engine.job.DataSources;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.ScanSpecification;
import dev.fencepost.engine.job.Scans;
import dev.fencepost.sql.transaction.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Scans a tree of files, changes it, and scans again; the last change is always scanned. */
final class Scanning implements Runnable {

  private static final String DATASOURCE = "chaos-files";
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Database database;
  private final FileTree files;
  private final AtomicBoolean stopping;
  private int scans;

  Scanning(Database database, FileTree files, AtomicBoolean stopping) {
    this.database = database;
    this.files = files;
    this.stopping = stopping;
  }

  /** How many scans came to their end. */
  int scans() {
    return scans;
  }

  @Override
  public void run() {
    try {
      files.write();
      new DataSources(database)
          .add(DATASOURCE, "file", "default", Map.of("root", files.root().toString()));
      while (true) {
        scan();
        if (stopping.get()) {
          return;
        }
        files.change();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the files to scan cannot be written", e);
    }
  }

  private void scan() {
    long scan =
        new Scans(database).start("chaos-" + scans, ScanSpecification.of(DATASOURCE)).masterJobId();
    JobBoard board = new JobBoard(database);
    Await.first(
        "scan " + scan + " to end",
        LIMIT,
        () ->
            Optional.of(board.ofMaster(scan))
                .filter(jobs -> jobs.stream().allMatch(job -> job.status().isFinal())));
    scans++;
  }
}

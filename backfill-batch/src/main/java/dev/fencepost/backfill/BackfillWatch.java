package dev.fencepost.backfill;

import dev.fencepost.core.retry.BackOff;
import dev.fencepost.core.retry.Relapses;
import dev.fencepost.engine.backfill.BackfillJobs;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.DatabaseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every backfill that nobody runs, as long as the process lives: those that a dead process
 * left and those that were not begun. One that fails is tried again after growing pauses.
 */
final class BackfillWatch {

  private static final Logger LOG = LoggerFactory.getLogger(BackfillWatch.class);

  /** A backfill that waits for the stream must not keep all others from running. */
  private static final int AT_ONCE = 4;

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LEFT_TO_OTHERS = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final BackfillSettings settings;
  private final InstantSource clock;
  private final Database database;
  private final BackOff pauses =
      new BackOff(Duration.ofSeconds(2), Duration.ofMinutes(2), Math::random);
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final Set<Long> running = ConcurrentHashMap.newKeySet();
  private final Map<Long, Relapses> relapses = new ConcurrentHashMap<>();
  private boolean away;

  BackfillWatch(BackfillSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.database = Database.connecting(settings.database()).withPatience(PATIENCE);
  }

  /** Returns when this thread is interrupted. */
  void run() throws InterruptedException {
    LOG.info("watching for backfills that nobody runs");
    CountDownLatch never = new CountDownLatch(1);
    do {
      round();
    } while (!never.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void round() {
    // Those that failed here come first, being the oldest, and may have to wait for their next try.
    int most = AT_ONCE + relapses.size();
    try {
      List<Long> abandoned =
          database.transact(
              "look for backfills", tx -> BackfillJobs.abandoned(tx, LEFT_TO_OTHERS, most));
      abandoned.forEach(this::begin);
      away = false;
    } catch (DatabaseException e) {
      if (!away) {
        LOG.warn("watching waits: {}", e.getMessage());
      }
      away = true;
    }
  }

  private void begin(long jobId) {
    boolean due =
        relapses.getOrDefault(jobId, Relapses.none()).permitTryAt(clock.instant())
            && running.size() < AT_ONCE;
    if (due && running.add(jobId)) {
      LOG.info("backfill {} is run by nobody, it is run here", jobId);
      threads.execute(() -> runOne(jobId));
    }
  }

  private void runOne(long jobId) {
    try {
      if (new BackfillProcess(settings, jobId).run() == BackfillProcess.Result.COMPLETE) {
        relapses.remove(jobId);
        return;
      }
      failed(jobId);
    } catch (RuntimeException e) {
      LOG.error("backfill {} failed: {}", jobId, e.getMessage(), e);
      failed(jobId);
    } finally {
      running.remove(jobId);
    }
  }

  private void failed(long jobId) {
    relapses.compute(
        jobId,
        (id, before) ->
            (before == null ? Relapses.none() : before).oneMore(false, clock.instant(), pauses));
  }
}

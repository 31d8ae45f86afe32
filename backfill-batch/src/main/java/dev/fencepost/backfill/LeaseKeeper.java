package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.BackfillJobs;
import dev.fencepost.engine.backfill.BackfillLease;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the lease while the job runs, and knows when it is lost. */
final class LeaseKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final int RENEWALS_PER_LEASE = 3;

  private final Database database;
  private final BackfillLease lease;
  private final Duration lifetime;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> renewals;
  private volatile boolean lost;

  LeaseKeeper(Database database, BackfillLease lease, Duration lifetime) {
    this.database = database.withPatience(lifetime);
    this.lease = lease;
    this.lifetime = lifetime;
    long every = lifetime.toMillis() / RENEWALS_PER_LEASE;
    this.renewals = thread.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
  }

  /** Another process may run the backfill by now; nothing more should be begun. */
  boolean isLost() {
    return lost;
  }

  /**
   * @throws IllegalStateException when the lease is lost
   */
  void requireHeld() {
    if (lost) {
      throw new IllegalStateException("another process runs this backfill by now");
    }
  }

  private void renew() {
    try {
      lost =
          !database.transact(
              "renew a backfill's lease", tx -> BackfillJobs.renew(tx, lease, lifetime));
    } catch (RuntimeException e) {
      // The database is away: nobody else can take the lease meanwhile either.
      LOG.debug("the lease could not be renewed", e);
    }
  }

  @Override
  public void close() {
    renewals.cancel(false);
    thread.shutdownNow();
  }
}

package dev.fencepost.backfill;

import com.zaxxer.hikari.HikariDataSource;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.retry.BackOff;
import dev.fencepost.engine.backfill.BackfillClaim;
import dev.fencepost.engine.backfill.BackfillJobs;
import dev.fencepost.engine.backfill.BackfillLease;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process that runs one backfill: takes the lease, runs the batch job until it is done, gives
 * the lease back.
 */
final class BackfillProcess {

  private static final Logger LOG = LoggerFactory.getLogger(BackfillProcess.class);

  /** How long failures that may pass are repeated without any range getting done. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private final BackfillSettings settings;
  private final long jobId;
  private final InstantSource clock;
  private final BackOff backOff =
      new BackOff(Duration.ofMillis(500), Duration.ofSeconds(15), Math::random);

  /** How a run ended. */
  enum Result {
    COMPLETE(0),
    FAILED(1),
    REFUSED(2),
    NOT_FOUND(5),
    HELD_BY_ANOTHER(6);

    private final int exitCode;

    Result(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  BackfillProcess(BackfillSettings settings, long jobId) {
    this(settings, jobId, InstantSource.system());
  }

  /**
   * @param clock by which the pace changes
   */
  BackfillProcess(BackfillSettings settings, long jobId, InstantSource clock) {
    this.settings = settings;
    this.jobId = jobId;
    this.clock = clock;
  }

  Result run() {
    try (Workplace workplace = Workplace.open(settings, jobId)) {
      return runAt(workplace);
    }
  }

  private Result runAt(Workplace workplace) {
    Database database = Database.connecting(settings.database()).withPatience(PATIENCE);
    String owner = "backfill-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    BackfillClaim claim = claimPatiently(database, owner);
    if (claim instanceof BackfillClaim.Granted granted) {
      return runWith(workplace, database, granted.lease());
    }
    if (claim instanceof BackfillClaim.Held held) {
      LOG.error("backfill {} is run by {}", jobId, held.owner());
      return Result.HELD_BY_ANOTHER;
    }
    if (claim instanceof BackfillClaim.Refused refused) {
      return refused(refused.status());
    }
    LOG.error("there is no backfill {}", jobId);
    return Result.NOT_FOUND;
  }

  private Result refused(JobStatus status) {
    if (status == JobStatus.CANCELLED) {
      LOG.info(
          "backfill {} is cancelled: its policies were stopped or replaced, nothing is left to do",
          jobId);
      return Result.COMPLETE;
    }
    LOG.info("backfill {} is {}", jobId, status);
    return status == JobStatus.COMPLETED ? Result.COMPLETE : Result.FAILED;
  }

  /**
   * A process that died may hold the lease until it expires; a live one keeps it longer than that.
   */
  private BackfillClaim claimPatiently(Database database, String owner) {
    long giveUpAt = System.nanoTime() + settings.lease().multipliedBy(2).toNanos();
    for (int waits = 1; ; waits++) {
      BackfillClaim claim =
          database.transact(
              "claim a backfill", tx -> BackfillJobs.claim(tx, jobId, owner, settings.lease()));
      if (!(claim instanceof BackfillClaim.Held held) || System.nanoTime() > giveUpAt) {
        return claim;
      }
      if (waits == 1) {
        LOG.info("waiting for the lease of {}", held.owner());
      }
      pause(waits);
    }
  }

  private Result runWith(Workplace workplace, Database database, BackfillLease lease) {
    HikariDataSource pool = workplace.leader();
    try (LeaseKeeper keeper = new LeaseKeeper(database, lease, settings.lease());
        PaceKeeper pace = new PaceKeeper(pool, jobId, settings.parallelism(), clock)) {
      Companions companions =
          new Companions(keeper, pace.turns(), new ReadingNote(pool, jobId), workplace.plans());
      long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
      for (int failures = 0; ; ) {
        BackfillJob.Ended ended = BackfillJob.run(settings, workplace, lease, companions);
        if (ended.isComplete()) {
          LOG.info("backfill {} is complete", jobId);
          return Result.COMPLETE;
        }
        if (ended.isRefused()) {
          LOG.error("backfill {}: {}", jobId, ended.refusal());
          database.transact("give a backfill back", tx -> release(tx, lease));
          return Result.REFUSED;
        }
        if (ended.madeProgress()) {
          failures = 0;
          giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        }
        if (!ended.mayPass() || keeper.isLost() || System.nanoTime() > giveUpAt) {
          LOG.error("backfill {} failed: {}", jobId, ended.failure());
          database.transact("give a backfill back", tx -> release(tx, lease));
          return Result.FAILED;
        }
        if (++failures == 1) {
          LOG.warn("backfill {} waits: {}", jobId, ended.failure());
        }
        pause(failures);
      }
    }
  }

  private static int release(java.sql.Connection tx, BackfillLease lease)
      throws java.sql.SQLException {
    BackfillJobs.release(tx, lease);
    return 0;
  }

  private void pause(int failures) {
    Pause.of(backOff.pause(failures));
  }
}

package dev.fencepost.engine.landing;

import dev.fencepost.core.landing.BatchPlan.Consumed;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.engine.landing.ArmedPolicies.ManyNewPolicies;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.DatabaseException;
import dev.fencepost.sql.transaction.Remedy;
import dev.fencepost.sql.transaction.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lands batches of one incarnation of the findings topic. Used by one thread; any number of landers
 * may share the partitions, each waits for its turn.
 */
public final class Lander {

  /** A database that is away for longer is the business of whoever restarts the job. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How often a turn is waited for until its time-out before the landing gives up. */
  private static final int WAITS_AT_MOST = 10;

  private final Database database;
  private final int sourceNo;
  private final String topic;
  private final ArmedPolicies policies = new ArmedPolicies();
  private final EvaluationErrors errors;
  private final LandingStores stores;
  private @Nullable Storing storing;

  public Lander(Database database, int sourceNo, String topic) {
    this.database = database.withPatience(PATIENCE);
    this.sourceNo = sourceNo;
    this.topic = topic;
    this.stores = LandingStores.of(sourceNo);
    this.errors = new EvaluationErrors(this.database);
  }

  /**
   * Makes the batches durable and judged, in one transaction unless a sweep is too large for one.
   * Giving a batch again changes nothing.
   *
   * @throws LostDataException when a batch begins after what is durable
   * @throws DatabaseException when the database stays away or refuses for good
   */
  public LandingReport land(List<PartitionBatch> batches) {
    LandingReport report;
    try {
      report = landTogether(batches);
    } catch (SweepTooLarge e) {
      report = landInSteps(batches, e.end());
    }
    errors.store(policies);
    return report;
  }

  /**
   * Moves a partition's position over offsets that hold no readable record. Whoever calls must have
   * read {@code [from, to)} as a reader of committed records, and found nothing. Such a range stays
   * empty for ever, so it may be given late and again.
   *
   * @return false when the position was at {@code to} or further already
   * @throws LostDataException when the range begins after what is durable
   */
  public boolean pass(int partition, long from, long to) {
    PartitionBatch empty = new PartitionBatch(partition, from, to, List.of());
    return inTurn(
        "pass offsets without records",
        tx -> new LandingTransaction(tx, sourceNo, topic, policies, stores).pass(empty));
  }

  private LandingReport landTogether(List<PartitionBatch> batches) {
    for (Storing how = first(); ; how = how.next()) {
      try {
        return transact(batches, how);
      } catch (DatabaseException e) {
        if (e.remedy() != Remedy.QUARANTINE || how.isLast()) {
          throw e;
        }
      }
    }
  }

  private Storing first() {
    if (storing == null) {
      storing = database.dialect().copiesInTransactions() ? Storing.COPY : Storing.UPSERT;
    }
    return storing;
  }

  private LandingReport transact(List<PartitionBatch> batches, Storing how) {
    return inTurn(
        "land findings",
        tx -> new LandingTransaction(tx, sourceNo, topic, policies, stores).land(batches, how));
  }

  private <T> T inTurn(String doing, Work<T> work) {
    for (int waits = 0; ; ) {
      try {
        return database.transact(doing, work);
      } catch (ManyNewPolicies e) {
        // Generations change now and then, and each is met with fewer policies left to compile.
        policies.prepare(e);
      } catch (DatabaseException e) {
        if (!e.isLockTimeout() || waits++ == WAITS_AT_MOST) {
          throw e;
        }
        FrozenLandings.end(database);
      }
    }
  }

  /** Lands what comes before the END, sweeps, and then lands the END and the rest. */
  private LandingReport landInSteps(List<PartitionBatch> batches, Consumed end) {
    List<PartitionBatch> before = new ArrayList<>();
    List<PartitionBatch> after = new ArrayList<>();
    for (PartitionBatch batch : batches) {
      if (batch.partition() == end.task().partition()) {
        before.add(batch.endingAt(end.marker().offset()));
        after.add(batch.startingAt(end.marker().offset()));
      } else {
        after.add(batch);
      }
    }
    LandingReport report = land(before);
    for (boolean left = true; left; ) {
      LandingReport step =
          inTurn(
              "sweep findings",
              tx -> new LandingTransaction(tx, sourceNo, topic, policies, stores).sweepStep(end));
      report = report.plus(step);
      left =
          step.sweptFindings() == LandingTransaction.SWEEP_STEP
              || step.sweptObjects() == LandingTransaction.SWEEP_STEP;
    }
    return report.plus(land(after));
  }
}

package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.BackfillCompletion;
import dev.fencepost.engine.backfill.BackfillCompletion.Outcome;
import dev.fencepost.engine.backfill.BackfillLease;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Completes what can be completed, again and again while a backfill-only version waits for the
 * stream. Each try is a transaction of its own, and the pause comes before its first statement: no
 * range is locked, and nothing is open on the leader, while it waits.
 */
final class CompleteTasklet implements Tasklet {

  private static final Logger LOG = LoggerFactory.getLogger(CompleteTasklet.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DataSource leader;
  private final BackfillLease lease;
  private final LeaseKeeper keeper;
  private final Consumer<Outcome> outcome;
  private long waitsSinceNanos;
  private boolean waits;

  /**
   * @param outcome told what came of each try
   */
  CompleteTasklet(
      DataSource leader, BackfillLease lease, LeaseKeeper keeper, Consumer<Outcome> outcome) {
    this.leader = leader;
    this.lease = lease;
    this.keeper = keeper;
    this.outcome = outcome;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws SQLException {
    if (waits) {
      Pause.of(PAUSE);
    }
    keeper.requireHeld();
    Outcome now = attempt();
    outcome.accept(now);
    return RepeatStatus.continueIf(now == Outcome.WAITING_FOR_STREAM && goesOnWaiting());
  }

  private boolean goesOnWaiting() {
    if (!waits) {
      waits = true;
      waitsSinceNanos = System.nanoTime();
      LOG.info("backfill {} waits until all that its fence knew of has landed", lease.jobId());
    }
    return System.nanoTime() - waitsSinceNanos < BackfillProcess.PATIENCE.toNanos();
  }

  private Outcome attempt() throws SQLException {
    Connection transaction = DataSourceUtils.getConnection(leader);
    try {
      return BackfillCompletion.complete(transaction, lease);
    } finally {
      DataSourceUtils.releaseConnection(transaction, leader);
    }
  }
}

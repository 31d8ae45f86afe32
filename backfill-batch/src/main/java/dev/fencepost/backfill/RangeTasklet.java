package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.BackfillLease;
import dev.fencepost.engine.backfill.BackfillRange;
import dev.fencepost.engine.backfill.Candidate;
import dev.fencepost.engine.backfill.NativeRange;
import dev.fencepost.engine.backfill.RangeConfirm;
import dev.fencepost.engine.backfill.RangeScan;
import dev.fencepost.engine.backfill.ScanPlace;
import dev.fencepost.sql.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Judges one range after the other, or some neighbours at once, in transactions of the step; scans
 * run on a connection of their own. What is confirmed is told by the ranges' own rows, so the step
 * keeps no position.
 *
 * <p>The step has a transaction from its beginning, but the leader knows nothing of it before its
 * first statement. So everything that may wait for a turn or a follower comes before that.
 */
final class RangeTasklet implements Tasklet {

  /** Candidates that are in memory at a time. */
  private static final int CANDIDATES = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(RangeTasklet.class);

  private final BackfillSettings settings;
  private final DataSource leader;
  private final Dialect dialect;
  private final BackfillLease lease;
  private final Companions companions;
  private final Optional<FollowerScans> followers;
  private final RangeQueue left;

  RangeTasklet(
      BackfillSettings settings,
      DataSource leader,
      Dialect dialect,
      BackfillLease lease,
      Companions companions,
      Optional<FollowerScans> followers,
      RangeQueue left) {
    this.settings = settings;
    this.leader = leader;
    this.dialect = dialect;
    this.lease = lease;
    this.companions = companions;
    this.followers = followers;
    this.left = left;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws SQLException {
    companions.keeper().requireHeld();
    RangeTurns.Turn turn = companions.turns().take(companions.keeper());
    try {
      Optional<BackfillRange> next = left.take(companions.turns().isFree());
      if (next.isPresent()) {
        judge(contribution, next.get());
      }
      return RepeatStatus.continueIf(!left.isEmpty());
    } finally {
      companions.turns().giveBack(turn);
    }
  }

  private void judge(StepContribution contribution, BackfillRange range) throws SQLException {
    Optional<OpenScan> onFollower =
        followers.isPresent() ? followers.get().open(range) : Optional.empty();
    Connection transaction = DataSourceUtils.getConnection(leader);
    try {
      if (onFollower.isEmpty()
          && NativeRange.suits(transaction, lease.activationId(), companions.plans())) {
        judged(
            contribution,
            range,
            new NativeRange(dialect, companions.plans()).confirm(transaction, range));
        return;
      }
      try (OpenScan scan = onFollower.isPresent() ? onFollower.get() : onLeader(range)) {
        confirm(contribution, transaction, range, scan);
      }
    } finally {
      DataSourceUtils.releaseConnection(transaction, leader);
    }
  }

  private void judged(StepContribution contribution, BackfillRange range, int results) {
    contribution.incrementWriteCount(results);
    contribution.incrementReadCount();
    left.judged(range, results);
  }

  private OpenScan onLeader(BackfillRange range) throws SQLException {
    Connection connection = leader.getConnection();
    try {
      RangeScan scan =
          RangeScan.open(
                  connection,
                  dialect,
                  ScanPlace.LEADER,
                  settings.staleness(),
                  range,
                  companions.plans())
              .orElseThrow(
                  () -> new IllegalStateException("the leader does not know the activation"));
      return new OpenScan(ScanPlace.LEADER, connection, scan, RangeTasklet::giveBack);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void giveBack(Connection pooled) throws SQLException {
    pooled.setAutoCommit(true);
    pooled.close();
  }

  /** Scans the range again, in another transaction, when its standby broke off. */
  private void confirm(
      StepContribution contribution, Connection transaction, BackfillRange range, OpenScan scan)
      throws SQLException {
    @Nullable Savepoint before = null;
    try {
      // The first candidates may take as long as the whole scan: nothing is locked meanwhile.
      List<Candidate> some = scan.next(CANDIDATES);
      before = transaction.setSavepoint();
      RangeConfirm confirm = RangeConfirm.begin(transaction, dialect, range);
      int results = 0;
      for (; !some.isEmpty(); some = scan.next(CANDIDATES)) {
        results += confirm.write(some);
      }
      confirm.finish(scan.tally(results));
      judged(contribution, range, results);
    } catch (OpenScan.Broken e) {
      LOG.info("range {} is scanned again: {}", range.number(), Failures.describe(e.failure()));
      if (before != null) {
        transaction.rollback(before);
      }
      followers.ifPresent(scans -> scans.broke(e.failure()));
      left.giveBack(range);
      return;
    }
    if (scan.place() != ScanPlace.LEADER) {
      followers.ifPresent(FollowerScans::worked);
    }
  }
}

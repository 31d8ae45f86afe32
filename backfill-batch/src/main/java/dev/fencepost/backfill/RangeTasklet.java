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
 * Judges one range in the step's transaction; scans run on a connection of their own.
 *
 * <p>The step has a transaction from its beginning, but the leader knows nothing of it before its
 * first statement. So everything that may wait for a turn or a follower comes before that.
 */
final class RangeTasklet implements Tasklet {

  static final String RANGE = "range";

  /** Candidates that are in memory at a time. */
  private static final int CANDIDATES = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(RangeTasklet.class);

  private final BackfillSettings settings;
  private final DataSource leader;
  private final Dialect dialect;
  private final BackfillLease lease;
  private final Companions companions;
  private final Optional<FollowerScans> followers;

  RangeTasklet(
      BackfillSettings settings,
      DataSource leader,
      Dialect dialect,
      BackfillLease lease,
      Companions companions,
      Optional<FollowerScans> followers) {
    this.settings = settings;
    this.leader = leader;
    this.dialect = dialect;
    this.lease = lease;
    this.companions = companions;
    this.followers = followers;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws SQLException {
    companions.keeper().requireHeld();
    companions.turns().take(companions.keeper());
    try {
      return inTurn(contribution, context);
    } finally {
      companions.turns().giveBack();
    }
  }

  private RepeatStatus inTurn(StepContribution contribution, ChunkContext context)
      throws SQLException {
    int number = context.getStepContext().getStepExecution().getExecutionContext().getInt(RANGE);
    BackfillRange range = find(number);
    Optional<OpenScan> onFollower =
        followers.isPresent() ? followers.get().open(range) : Optional.empty();
    Connection transaction = DataSourceUtils.getConnection(leader);
    try {
      if (onFollower.isEmpty() && NativeRange.suits(transaction, lease.activationId())) {
        contribution.incrementWriteCount(new NativeRange(dialect).confirm(transaction, range));
        return RepeatStatus.FINISHED;
      }
      try (OpenScan scan = onFollower.isPresent() ? onFollower.get() : onLeader(range)) {
        return confirm(contribution, transaction, range, scan);
      }
    } finally {
      DataSourceUtils.releaseConnection(transaction, leader);
    }
  }

  private BackfillRange find(int number) throws SQLException {
    try (Connection connection = leader.getConnection()) {
      return BackfillRange.of(connection, lease.activationId(), number);
    }
  }

  private OpenScan onLeader(BackfillRange range) throws SQLException {
    Connection connection = leader.getConnection();
    try {
      RangeScan scan =
          RangeScan.open(connection, dialect, ScanPlace.LEADER, settings.staleness(), range)
              .orElseThrow(
                  () -> new IllegalStateException("the leader does not know the activation"));
      return new OpenScan(ScanPlace.LEADER, connection, scan);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Scans the range again, in another transaction, when its standby broke off. */
  private RepeatStatus confirm(
      StepContribution contribution, Connection transaction, BackfillRange range, OpenScan scan)
      throws SQLException {
    RangeConfirm confirm = new RangeConfirm(dialect);
    @Nullable Savepoint before = null;
    try {
      // The first candidates may take as long as the whole scan: nothing is locked meanwhile.
      List<Candidate> some = scan.next(CANDIDATES);
      before = transaction.setSavepoint();
      int results = 0;
      for (; !some.isEmpty(); some = scan.next(CANDIDATES)) {
        results += confirm.write(transaction, range, some);
      }
      confirm.finish(transaction, range, scan.tally(results));
      contribution.incrementWriteCount(results);
    } catch (OpenScan.Broken e) {
      LOG.info("range {} is scanned again: {}", range.number(), Failures.describe(e.failure()));
      if (before != null) {
        transaction.rollback(before);
      }
      followers.ifPresent(scans -> scans.broke(e.failure()));
      return RepeatStatus.CONTINUABLE;
    }
    if (scan.place() != ScanPlace.LEADER) {
      followers.ifPresent(FollowerScans::worked);
    }
    return RepeatStatus.FINISHED;
  }
}

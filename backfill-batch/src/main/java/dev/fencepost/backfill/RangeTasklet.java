package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.BackfillRange;
import dev.fencepost.engine.backfill.Candidate;
import dev.fencepost.engine.backfill.NativeRange;
import dev.fencepost.engine.backfill.RangeConfirm;
import dev.fencepost.engine.backfill.RangeScan;
import dev.fencepost.engine.backfill.RangeTally;
import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.migration.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Judges one range in the step's transaction; scans, where they are needed, run on a connection of
 * their own.
 */
final class RangeTasklet implements Tasklet {

  static final String RANGE = "range";

  /** Candidates that are in memory at a time. */
  private static final int CANDIDATES = 5_000;

  private final BackfillSettings settings;
  private final DataSource leader;
  private final Dialect dialect;
  private final long activationId;
  private final LeaseKeeper keeper;

  RangeTasklet(
      BackfillSettings settings,
      DataSource leader,
      Dialect dialect,
      long activationId,
      LeaseKeeper keeper) {
    this.settings = settings;
    this.leader = leader;
    this.dialect = dialect;
    this.activationId = activationId;
    this.keeper = keeper;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context)
      throws SQLException {
    if (keeper.isLost()) {
      throw new IllegalStateException("another process runs this backfill by now");
    }
    int number = context.getStepContext().getStepExecution().getExecutionContext().getInt(RANGE);
    Connection transaction = DataSourceUtils.getConnection(leader);
    try {
      BackfillRange range = BackfillRange.of(transaction, activationId, number);
      if (settings.followerUrl() == null
          && !dialect.hasFollowerReads()
          && NativeRange.suits(transaction, activationId)) {
        contribution.incrementWriteCount(new NativeRange(dialect).confirm(transaction, range));
        return RepeatStatus.FINISHED;
      }
      return scan(contribution, transaction, range);
    } finally {
      DataSourceUtils.releaseConnection(transaction, leader);
    }
  }

  /** Continues later when the snapshot does not reach up to the fence yet. */
  private RepeatStatus scan(
      StepContribution contribution, Connection transaction, BackfillRange range)
      throws SQLException {
    try (Connection scanning = openScan()) {
      Optional<RangeScan> found = RangeScan.open(scanning, dialect, settings.staleness(), range);
      if (found.isEmpty()) {
        waitForFollower();
        return RepeatStatus.CONTINUABLE;
      }
      RangeConfirm confirm = new RangeConfirm(dialect);
      try (RangeScan scan = found.get()) {
        int results = 0;
        for (List<Candidate> some = scan.next(CANDIDATES);
            !some.isEmpty();
            some = scan.next(CANDIDATES)) {
          results += confirm.write(transaction, range, some);
        }
        String readFrom = settings.followerUrl() == null ? "leader" : "follower";
        confirm.finish(
            transaction, range, new RangeTally(scan.rows(), results, scan.errors(), readFrom));
        contribution.incrementWriteCount(results);
      }
      scanning.setAutoCommit(true);
    }
    return RepeatStatus.FINISHED;
  }

  private Connection openScan() throws SQLException {
    String follower = settings.followerUrl();
    if (follower == null) {
      return leader.getConnection();
    }
    Properties properties = new Properties();
    properties.setProperty("user", settings.database().user());
    properties.setProperty("password", settings.database().password());
    properties.setProperty("ApplicationName", settings.database().applicationName());
    properties.setProperty("currentSchema", Schema.NAME);
    return DriverManager.getConnection(follower, properties);
  }

  private static void waitForFollower() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the follower", e);
    }
  }
}

package dev.fencepost.engine.backfill;

import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.history.HistoryDatabase;
import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs the steps of one backfill in one thread, with a say between scan and confirm. */
public final class BackfillRun {

  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final Database database;
  private final ConnectionSource.Settings settings;
  private final Dialect dialect;
  private final long activationId;
  private final BackfillLease lease;

  BackfillRun(HistoryDatabase history, Activation activated) {
    this(history.database(), history.settings(), activated);
  }

  /** Claims the backfill. */
  public BackfillRun(Database database, ConnectionSource.Settings settings, Activation activated) {
    this.database = database;
    this.settings = settings;
    this.dialect = database.dialect();
    this.activationId = activated.activationId();
    BackfillClaim claim =
        database.transact(
            "claim", tx -> BackfillJobs.claim(tx, activated.jobId(), "test", LIFETIME));
    this.lease = ((BackfillClaim.Granted) claim).lease();
  }

  public List<BackfillRange> plan(int rowsPerRange) {
    return database.transact(
        "plan",
        tx -> {
          new BackfillPlan(dialect, rowsPerRange).fix(tx, activationId);
          return BackfillRange.pending(tx, activationId);
        });
  }

  public List<Candidate> scan(BackfillRange range) throws SQLException {
    try (Connection connection = settings.connect()) {
      return scan(connection, range);
    }
  }

  /** On a connection that is in no transaction before and after. */
  public List<Candidate> scan(Connection connection, BackfillRange range) throws SQLException {
    try (RangeScan scan =
        RangeScan.open(connection, dialect, ScanPlace.LEADER, Duration.ofSeconds(2), range)
            .orElseThrow()) {
      return scan.next(Integer.MAX_VALUE);
    } finally {
      connection.setAutoCommit(true);
    }
  }

  public int confirm(BackfillRange range, List<Candidate> candidates) {
    return database.transact(
        "confirm",
        tx -> {
          RangeConfirm confirm = RangeConfirm.begin(tx, dialect, range);
          int written = confirm.write(candidates);
          confirm.finish(
              new RangeTally(candidates.size(), written, java.util.Map.of(), ScanPlace.LEADER));
          return written;
        });
  }

  public int confirmNatively(BackfillRange range) {
    return database.transact("confirm", tx -> new NativeRange(dialect).confirm(tx, range));
  }

  /** Everything, by scans and confirmations. */
  public BackfillCompletion.Outcome all() throws SQLException {
    for (BackfillRange range : plan(100)) {
      confirm(range, scan(range));
    }
    return complete();
  }

  public BackfillCompletion.Outcome complete() {
    Optional<SupersededResults.Position> after = Optional.of(SupersededResults.Position.START);
    while (after.isPresent()) {
      SupersededResults.Position from = after.get();
      after = database.transact("close", tx -> SupersededResults.close(tx, activationId, from, 3));
    }
    return database.transact("complete", tx -> BackfillCompletion.complete(tx, lease));
  }
}

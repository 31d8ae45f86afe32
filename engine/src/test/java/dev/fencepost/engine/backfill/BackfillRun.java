package dev.fencepost.engine.backfill;

import dev.fencepost.engine.fence.Activation;
import dev.fencepost.engine.history.HistoryDatabase;
import dev.fencepost.sql.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs the steps of one backfill in one thread, with a say between scan and confirm. */
final class BackfillRun {

  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final HistoryDatabase history;
  private final Dialect dialect;
  private final long activationId;
  private final BackfillLease lease;

  BackfillRun(HistoryDatabase history, Activation activated) {
    this.history = history;
    this.dialect = history.database().dialect();
    this.activationId = activated.activationId();
    BackfillClaim claim =
        history
            .database()
            .transact("claim", tx -> BackfillJobs.claim(tx, activated.jobId(), "test", LIFETIME));
    this.lease = ((BackfillClaim.Granted) claim).lease();
  }

  List<BackfillRange> plan(int rowsPerRange) {
    return history
        .database()
        .transact(
            "plan",
            tx -> {
              new BackfillPlan(dialect, rowsPerRange).fix(tx, activationId);
              return BackfillRange.pending(tx, activationId);
            });
  }

  List<Candidate> scan(BackfillRange range) throws SQLException {
    try (Connection connection = history.settings().connect();
        RangeScan scan =
            RangeScan.open(connection, dialect, Duration.ofSeconds(2), range).orElseThrow()) {
      return scan.next(Integer.MAX_VALUE);
    }
  }

  int confirm(BackfillRange range, List<Candidate> candidates) {
    RangeConfirm confirm = new RangeConfirm(dialect);
    return history
        .database()
        .transact(
            "confirm",
            tx -> {
              int written = confirm.write(tx, range, candidates);
              confirm.finish(
                  tx,
                  range,
                  new RangeTally(candidates.size(), written, java.util.Map.of(), "leader"));
              return written;
            });
  }

  int confirmNatively(BackfillRange range) {
    return history
        .database()
        .transact("confirm", tx -> new NativeRange(dialect).confirm(tx, range));
  }

  /** Everything, by scans and confirmations. */
  BackfillCompletion.Outcome all() throws SQLException {
    for (BackfillRange range : plan(100)) {
      confirm(range, scan(range));
    }
    return complete();
  }

  BackfillCompletion.Outcome complete() {
    Optional<SupersededResults.Position> after = Optional.of(SupersededResults.Position.START);
    while (after.isPresent()) {
      SupersededResults.Position from = after.get();
      after =
          history
              .database()
              .transact("close", tx -> SupersededResults.close(tx, activationId, from, 3));
    }
    return history.database().transact("complete", tx -> BackfillCompletion.complete(tx, lease));
  }
}

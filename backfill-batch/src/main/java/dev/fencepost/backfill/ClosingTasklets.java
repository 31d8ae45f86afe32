package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.BackfillCompletion;
import dev.fencepost.engine.backfill.BackfillLease;
import dev.fencepost.engine.backfill.SupersededResults;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** The steps after the ranges: close what older versions left, and set the status. */
final class ClosingTasklets {

  private static final int CLOSED_AT_ONCE = 5_000;
  private static final String POLICY = "superseded_policy";
  private static final String FINDING = "superseded_finding";

  private ClosingTasklets() {}

  static Tasklet superseded(DataSource leader, long activationId) {
    return (contribution, chunk) -> {
      ExecutionContext context = chunk.getStepContext().getStepExecution().getExecutionContext();
      SupersededResults.Position after =
          context.containsKey(POLICY)
              ? new SupersededResults.Position(context.getLong(POLICY), context.getString(FINDING))
              : SupersededResults.Position.START;
      Connection transaction = DataSourceUtils.getConnection(leader);
      try {
        Optional<SupersededResults.Position> next =
            SupersededResults.close(transaction, activationId, after, CLOSED_AT_ONCE);
        next.ifPresent(
            position -> {
              context.putLong(POLICY, position.policyId());
              context.putString(FINDING, position.findingId());
            });
        return RepeatStatus.continueIf(next.isPresent());
      } finally {
        DataSourceUtils.releaseConnection(transaction, leader);
      }
    };
  }

  /** What came of it is kept for after the commit: waiting here would hold every range. */
  static Tasklet complete(
      DataSource leader, BackfillLease lease, Consumer<BackfillCompletion.Outcome> outcome) {
    return (contribution, chunk) -> {
      outcome.accept(attempt(leader, lease));
      return RepeatStatus.FINISHED;
    };
  }

  private static BackfillCompletion.Outcome attempt(DataSource leader, BackfillLease lease)
      throws SQLException {
    Connection transaction = DataSourceUtils.getConnection(leader);
    try {
      return BackfillCompletion.complete(transaction, lease);
    } finally {
      DataSourceUtils.releaseConnection(transaction, leader);
    }
  }
}

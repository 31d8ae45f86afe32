package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.SupersededResults;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Closes what older versions left open, some in each transaction. */
record SupersededTasklet(DataSource leader, long activationId) implements Tasklet {

  private static final int CLOSED_AT_ONCE = 5_000;
  private static final String POLICY = "superseded_policy";
  private static final String FINDING = "superseded_finding";

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext chunk)
      throws SQLException {
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
  }
}

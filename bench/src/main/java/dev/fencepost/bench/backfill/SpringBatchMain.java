package dev.fencepost.bench.backfill;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcCursorItemReader;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The job that people write with Spring Batch: a cursor reads what matches, and chunks of it are
 * written by batches of upserts. It locks nothing and tracks nothing.
 */
public final class SpringBatchMain {

  private static final String UPSERT =
      """
      INSERT INTO policy_results AS r (finding_id, policy_id, policy_version,
        scan_epoch, source_no, source_offset, open, origin, opened_at, updated_at)
      VALUES (?, 1, 1, ?, ?, ?, true, 'BACKFILL', now(), now())
      ON CONFLICT (finding_id, policy_id) DO UPDATE SET
        policy_version = excluded.policy_version, scan_epoch = excluded.scan_epoch,
        source_no = excluded.source_no, source_offset = excluded.source_offset, open = true,
        updated_at = excluded.updated_at
      """;

  private SpringBatchMain() {}

  private record Match(String id, long epoch, int source, long offset) {

    static Match of(ResultSet row, int number) throws SQLException {
      return new Match(row.getString(1), row.getLong(2), row.getInt(3), row.getLong(4));
    }
  }

  /** Takes a URL, a user, the size of chunks, the cursor's fetch size. */
  public static void main(String[] arguments) throws Exception {
    int chunk = Integer.parseInt(arguments[2]);
    int fetch = Integer.parseInt(arguments[3]);
    try (HikariDataSource database = new HikariDataSource()) {
      database.setJdbcUrl(arguments[0]);
      database.setUsername(arguments[1]);
      database.setSchema("fencepost");
      JdbcTransactionManager transactions = new JdbcTransactionManager(database);
      JobRepository repository = repository(database, transactions);
      Step step =
          new StepBuilder("judge", repository)
              .<Match, Match>chunk(chunk)
              .transactionManager(transactions)
              .reader(reader(database, fetch))
              .writer(writer(database))
              .build();
      Job job = new JobBuilder("peer", repository).start(step).build();
      TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
      operator.setJobRepository(repository);
      operator.setJobRegistry(new MapJobRegistry());
      operator.setTaskExecutor(new SyncTaskExecutor());
      operator.afterPropertiesSet();
      PeerProcess.sayBegin();
      JobExecution done = operator.start(job, new JobParameters());
      if (done.getStatus() != BatchStatus.COMPLETED) {
        throw new IllegalStateException(done.getAllFailureExceptions().toString());
      }
      PeerProcess.sayEnd();
    }
  }

  private static JobRepository repository(DataSource database, JdbcTransactionManager transactions)
      throws Exception {
    JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
    factory.setDataSource(database);
    factory.setTransactionManager(transactions);
    factory.setDatabaseType("POSTGRES");
    factory.afterPropertiesSet();
    return factory.getObject();
  }

  private static JdbcCursorItemReader<Match> reader(DataSource database, int fetch) {
    JdbcCursorItemReader<Match> reader =
        new JdbcCursorItemReader<>(
            database,
            "SELECT finding_id, scan_epoch, source_no, source_offset FROM findings"
                + " WHERE NOT deleted AND "
                + SlicedPolicies.SQL
                + " ORDER BY finding_id",
            Match::of);
    reader.setFetchSize(fetch);
    // Without it the driver reads everything before it gives the first row.
    reader.setConnectionAutoCommit(false);
    return reader;
  }

  private static JdbcBatchItemWriter<Match> writer(DataSource database) {
    JdbcBatchItemWriter<Match> writer = new JdbcBatchItemWriter<>();
    writer.setDataSource(database);
    writer.setSql(UPSERT);
    writer.setItemPreparedStatementSetter(
        (match, statement) -> {
          statement.setString(1, match.id());
          statement.setLong(2, match.epoch());
          statement.setInt(3, match.source());
          statement.setLong(4, match.offset());
        });
    writer.afterPropertiesSet();
    return writer;
  }
}

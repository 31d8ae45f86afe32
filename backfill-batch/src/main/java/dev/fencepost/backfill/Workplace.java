package dev.fencepost.backfill;

import com.zaxxer.hikari.HikariDataSource;
import dev.fencepost.engine.backfill.ScanPlans;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * What a run works with and can have at hand before it takes the lease: connections, Spring Batch's
 * books, compiled policies. In a process that has just started these take about as long as judging
 * a million findings, so they are made at the same time.
 */
record Workplace(
    HikariDataSource leader,
    JdbcTransactionManager transactions,
    JobRepository repository,
    ScanPlans plans)
    implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Workplace.class);

  static Workplace open(BackfillSettings settings, long jobId) {
    ScanPlans plans = new ScanPlans();
    prepareMeanwhile(plans, settings, jobId);
    HikariDataSource leader = Pools.leader(settings);
    JdbcTransactionManager transactions = new JdbcTransactionManager(leader);
    try {
      return new Workplace(
          leader, transactions, BatchBooks.repository(leader, transactions), plans);
    } catch (Exception e) {
      leader.close();
      throw new IllegalStateException("Spring Batch cannot be set up", e);
    }
  }

  private static void prepareMeanwhile(ScanPlans plans, BackfillSettings settings, long jobId) {
    Thread thread =
        new Thread(
            () -> {
              try (Connection connection = settings.database().connect()) {
                plans.prepare(connection, jobId);
              } catch (SQLException | RuntimeException e) {
                // Whoever needs the plans makes them, and meets the same failure if it lasts.
                LOG.debug("the policies were not prepared", e);
              }
            },
            "policies");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    leader.close();
  }
}

package dev.fencepost.backfill;

import javax.sql.DataSource;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/** Spring Batch's records of executions, in the same database as what they judge. */
record BatchBooks(JobRepository repository) {

  static JobRepository repository(DataSource leader, PlatformTransactionManager transactions)
      throws Exception {
    JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
    factory.setDataSource(leader);
    factory.setTransactionManager(transactions);
    // The driver for YugabyteDB names itself, but speaks PostgreSQL.
    factory.setDatabaseType("POSTGRES");
    factory.setIsolationLevelForCreate("ISOLATION_READ_COMMITTED");
    factory.afterPropertiesSet();
    return factory.getObject();
  }

  /** An execution whose process died stays STARTED for ever unless somebody says that it failed. */
  void failDeadExecutions(String name, String parameter, long jobId) throws Exception {
    for (JobExecution running : repository.findRunningJobExecutions(name)) {
      Long its = running.getJobParameters().getLong(parameter);
      if (its != null && its == jobId) {
        operator().recover(running);
      }
    }
  }

  JobExecution start(Job job, JobParameters parameters) throws Exception {
    return operator().start(job, parameters);
  }

  private TaskExecutorJobOperator operator() throws Exception {
    TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
    operator.setJobRepository(repository);
    operator.setJobRegistry(new MapJobRegistry());
    operator.setTaskExecutor(new SyncTaskExecutor());
    operator.afterPropertiesSet();
    return operator;
  }
}

package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.BackfillCompletion.Outcome;
import dev.fencepost.engine.backfill.BackfillLease;
import dev.fencepost.engine.backfill.BackfillPlan;
import dev.fencepost.engine.backfill.BackfillRange;
import dev.fencepost.engine.backfill.ReadPreference;
import dev.fencepost.engine.follower.FollowerRefused;
import dev.fencepost.sql.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The batch job: plan, ranges, superseded results, complete. */
final class BackfillJob {

  private static final String NAME = "backfill";
  private static final String JOB = "job";

  /** So many times as much as one range may write is written at once where nobody lands. */
  private static final long JOINED = 2;

  private final BackfillSettings settings;
  private final DataSource leader;
  private final BackfillLease lease;
  private final Companions companions;
  private final JobRepository repository;
  private final JdbcTransactionManager transactions;
  private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();

  /**
   * How an execution ended.
   *
   * @param outcome of the completing step; null when it was not reached
   * @param failed the first failure, null when there was none
   */
  record Ended(@Nullable Outcome outcome, @Nullable Throwable failed, boolean madeProgress) {

    boolean isComplete() {
      return outcome == Outcome.COMPLETE || outcome == Outcome.NOTHING_LEFT;
    }

    boolean mayPass() {
      return failed == null
          ? outcome == Outcome.WAITING_FOR_STREAM || outcome == Outcome.RANGES_LEFT
          : Failures.mayPass(failed);
    }

    /** Somebody has to change what was asked for. */
    boolean isRefused() {
      return failed instanceof FollowerRefused;
    }

    String refusal() {
      return failed == null ? "" : Objects.toString(failed.getMessage(), "");
    }

    String failure() {
      return failed == null ? Objects.toString(outcome, "ended early") : Failures.describe(failed);
    }
  }

  private BackfillJob(
      BackfillSettings settings, Workplace workplace, BackfillLease lease, Companions companions) {
    this.settings = settings;
    this.leader = workplace.leader();
    this.lease = lease;
    this.companions = companions;
    this.transactions = workplace.transactions();
    this.repository = workplace.repository();
  }

  /** Runs the job over the ranges that are left. */
  static Ended run(
      BackfillSettings settings, Workplace workplace, BackfillLease lease, Companions companions) {
    try {
      return new BackfillJob(settings, workplace, lease, companions).run();
    } catch (Exception e) {
      return new Ended(null, e, false);
    }
  }

  private Ended run() throws Exception {
    Dialect dialect;
    Optional<FollowerAddress> follower;
    try (Connection connection = leader.getConnection()) {
      dialect = Dialect.of(connection);
      follower = FollowerAddress.of(settings, dialect, connection);
    }
    BatchBooks books = new BatchBooks(repository);
    books.failDeadExecutions(NAME, JOB, lease.jobId());
    JobParameters parameters =
        new JobParametersBuilder()
            .addLong(JOB, lease.jobId())
            .addString("run", UUID.randomUUID().toString())
            .toJobParameters();
    Optional<FollowerScans> scans = scans(dialect, follower);
    JobExecution execution;
    try {
      execution = books.start(job(dialect, scans), parameters);
    } finally {
      scans.ifPresent(FollowerScans::close);
    }
    boolean progress =
        execution.getStepExecutions().stream()
            .anyMatch(step -> step.getStepName().startsWith("range:") && step.getReadCount() > 0);
    return new Ended(outcome.get(), failure(execution), progress);
  }

  private static @Nullable Throwable failure(JobExecution execution) {
    for (StepExecution step : execution.getStepExecutions()) {
      for (Throwable failure : step.getFailureExceptions()) {
        // A partitioned step only repeats that one of its ranges failed.
        if (!step.getStepName().equals("ranges")) {
          return failure;
        }
      }
    }
    List<Throwable> all = execution.getAllFailureExceptions();
    return all.isEmpty() ? null : all.get(0);
  }

  private Optional<FollowerScans> scans(Dialect dialect, Optional<FollowerAddress> follower) {
    companions
        .note()
        .reads(
            follower
                .map(FollowerAddress::text)
                .orElse(
                    settings.readFrom() == ReadPreference.LEADER
                        ? "the leader, as asked for"
                        : "the leader, because no follower is known"));
    return follower.map(
        address ->
            new FollowerScans(address, settings, dialect, companions, InstantSource.system()));
  }

  private Job job(Dialect dialect, Optional<FollowerScans> followers) {
    return new JobBuilder(NAME, repository)
        .start(step("plan", plan(dialect)))
        .next(ranges(dialect, followers))
        .next(step("superseded", new SupersededTasklet(leader, lease.activationId())))
        .next(
            step("complete", new CompleteTasklet(leader, lease, companions.keeper(), outcome::set)))
        .build();
  }

  private Step step(String name, Tasklet tasklet) {
    return new StepBuilder(name, repository).tasklet(tasklet, transactions).build();
  }

  private Tasklet plan(Dialect dialect) {
    return (contribution, chunk) -> {
      Connection transaction = DataSourceUtils.getConnection(leader);
      try {
        new BackfillPlan(dialect, settings.rowsPerRange()).fix(transaction, lease.activationId());
        return RepeatStatus.FINISHED;
      } finally {
        DataSourceUtils.releaseConnection(transaction, leader);
      }
    };
  }

  private Step ranges(Dialect dialect, Optional<FollowerScans> followers) {
    SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("range-");
    threads.setConcurrencyLimit(settings.parallelism());
    RangeQueue left = new RangeQueue(settings.rowsPerRange() * JOINED, settings.parallelism());
    Step lane =
        step(
            "range",
            new RangeTasklet(settings, leader, dialect, lease, companions, followers, left));
    return new StepBuilder("ranges", repository)
        .partitioner("range", lanes(left))
        .step(lane)
        .gridSize(settings.parallelism())
        .taskExecutor(threads)
        .build();
  }

  /**
   * As many partitions as work at a time, which share the ranges that no earlier run has confirmed.
   * A partition for each range would cost more in books than most ranges cost to judge.
   */
  private Partitioner lanes(RangeQueue left) {
    return gridSize -> {
      int ranges = left.fill(pending());
      Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
      for (int lane = 0; lane < Math.min(gridSize, ranges); lane++) {
        partitions.put(Integer.toString(lane), new ExecutionContext());
      }
      return partitions;
    };
  }

  private List<BackfillRange> pending() {
    try (Connection connection = leader.getConnection()) {
      return BackfillRange.pending(connection, lease.activationId());
    } catch (SQLException e) {
      throw new IllegalStateException("reading the ranges that are left", e);
    }
  }
}

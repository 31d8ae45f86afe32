package dev.fencepost.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.engine.job.ScanDriver.Started;
import dev.fencepost.sql.transaction.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A thousand small jobs, three coordinators and four workers on one database. Now and then one of
 * them is never heard of again, and another one takes its place. What happened is recorded and
 * judged afterwards.
 */
class ManyJobsIT {

  private static final int JOBS = 1_000;
  private static final int COORDINATORS = 3;
  private static final int WORKERS = 4;
  private static final int MOST_DEATHS = 25;
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final JobFixture fixture = new JobFixture().withLanding(8);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<Run> runs = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Long> started = new ConcurrentLinkedQueue<>();
  private final AtomicInteger lives = new AtomicInteger();
  private final AtomicInteger deadCoordinators = new AtomicInteger();
  private final AtomicInteger deadWorkers = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * One attempt of a task, by this process's clock.
   *
   * @param endNanos when it was reported, or when its worker's lease was over
   */
  private record Run(long taskId, int attempt, long beginNanos, long endNanos, boolean reported) {}

  @AfterEach
  void close() {
    over.countDown();
    threads.shutdownNow();
    fixture.close();
  }

  @Test
  void no_task_is_lost_and_none_runs_twice_at_once() throws Exception {
    createJobs();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < COORDINATORS; i++) {
      Random random = new Random(i);
      running.add(threads.submit(() -> fixture.withConnection(db -> coordinate(db, random))));
    }
    for (int i = 0; i < WORKERS; i++) {
      Random random = new Random(100 + i);
      running.add(threads.submit(() -> fixture.withConnection(db -> work(db, random))));
    }
    running.add(threads.submit(() -> fixture.withConnection(this::land)));
    await()
        .atMost(LIMIT)
        .until(() -> unfinished() == 0 || running.stream().anyMatch(Future::isDone));
    over.countDown();
    for (Future<?> future : running) {
      future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    judge();
  }

  private void judge() {
    assertThat(fixture.texts("SELECT status || ' ' || count(*) FROM jobs GROUP BY status"))
        .containsExactly("COMPLETED " + JOBS);
    assertThat(
            fixture.texts(
                "SELECT kind || ' ' || status || ' ' || count(*) FROM tasks GROUP BY kind, status"
                    + " ORDER BY 1"))
        .containsExactly("CLASSIFY COMPLETED_CONSUMED " + JOBS, "ENUMERATE COMPLETED " + JOBS);
    assertThat(started).hasSize(JOBS).doesNotHaveDuplicates();
    assertThat(fixture.texts("SELECT DISTINCT scan_epoch::text FROM datasources"))
        .containsExactly("1");
    assertThat(deadCoordinators.get()).isPositive();
    assertThat(deadWorkers.get()).isPositive();
    Map<Long, List<Run>> byTask = runs.stream().collect(Collectors.groupingBy(Run::taskId));
    assertThat(byTask).hasSize(2 * JOBS);
    byTask.forEach((task, attempts) -> judge(attempts));
  }

  private static void judge(List<Run> attempts) {
    List<Run> inOrder = attempts.stream().sorted(Comparator.comparingInt(Run::attempt)).toList();
    assertThat(inOrder).extracting(Run::attempt).doesNotHaveDuplicates();
    assertThat(inOrder.stream().filter(Run::reported)).hasSize(1);
    for (int i = 1; i < inOrder.size(); i++) {
      assertThat(inOrder.get(i).beginNanos() - inOrder.get(i - 1).endNanos())
          .as("from the end of attempt %s to the next one", inOrder.get(i - 1))
          .isPositive();
    }
  }

  private void createJobs() {
    fixture.sql(
        """
        INSERT INTO datasources (name, kind, configuration)
        SELECT 'source-' || n, 'file', '{}' FROM generate_series(1, ?) AS n
        """,
        JOBS);
    fixture.sql(
        """
        INSERT INTO jobs (kind, status, master_pending_commands, priority, configuration)
        SELECT 'SCAN', 'QUEUED', 'START', 1 + n % 20, jsonb_build_object(
            'datasources', jsonb_build_array(jsonb_build_object(
                'name', 'source-' || n, 'kind', 'file', 'configuration', '{}'::jsonb)),
            'detect', '{}'::jsonb)
        FROM generate_series(1, ?) AS n
        """,
        JOBS);
  }

  private boolean coordinate(Database database, Random random) {
    while (!isOver(0)) {
      String id = "coordinator-" + lives.incrementAndGet();
      JobOwnership ownership = new JobOwnership(database, id, "default", LEASE);
      ScanDriver driver = new ScanDriver(database);
      TaskReaper reaper = new TaskReaper(database);
      JobMonitor monitor = new JobMonitor(database);
      CompletionMonitor completion = new CompletionMonitor(database);
      boolean alive = true;
      while (alive && !isOver(20)) {
        for (OwnedJob job : ownership.claim(10)) {
          alive = alive && !dies(random, 0.02, deadCoordinators);
          if (alive && driver.start(job) == Started.STARTED) {
            started.add(job.jobId());
          }
        }
        if (alive) {
          ownership.renew();
          reaper.reap();
          monitor.finishedJobs(id).forEach(completion::complete);
        }
      }
    }
    return true;
  }

  private boolean work(Database database, Random random) {
    while (!isOver(0)) {
      String id = "worker-" + lives.incrementAndGet();
      TaskBoard board = new TaskBoard(database, id, "default", new TaskTimes(LEASE, LIMIT));
      boolean alive = true;
      while (alive && !isOver(0)) {
        long asked = System.nanoTime();
        for (ClaimedTask task : board.claim(1)) {
          long begun = System.nanoTime();
          alive = !dies(random, 0.02, deadWorkers);
          boolean reported = alive && report(board, task);
          long end = alive ? System.nanoTime() : asked + LEASE.toNanos();
          runs.add(new Run(task.taskId(), task.attempt(), begun, end, reported));
        }
      }
    }
    return true;
  }

  private static boolean report(TaskBoard board, ClaimedTask task) {
    return switch (task.kind()) {
      case ENUMERATE -> board.completeEnumeration(task, List.of(new TaskScope("", null)));
      case CLASSIFY, PURGE -> board.completeProducing(task, 0, 0);
    };
  }

  private static boolean dies(Random random, double chance, AtomicInteger deaths) {
    return random.nextDouble() < chance
        && deaths.getAndUpdate(n -> Math.min(n + 1, MOST_DEATHS)) < MOST_DEATHS;
  }

  /** What the landing job does to tasks. */
  private boolean land(Database database) {
    while (!isOver(20)) {
      database.transact(
          "land",
          tx ->
              dev.fencepost.sql.jdbc.Jdbc.update(
                  tx,
                  """
                  UPDATE tasks SET status = ?, finished_at = clock_timestamp()
                  WHERE task_id IN (
                    SELECT task_id FROM tasks WHERE status = 'COMPLETED_PRODUCING'
                    ORDER BY task_id LIMIT 100 FOR NO KEY UPDATE SKIP LOCKED)
                  """,
                  TaskStatus.COMPLETED_CONSUMED));
    }
    return true;
  }

  private boolean isOver(long millis) {
    try {
      return over.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private long unfinished() {
    return Long.parseLong(
        fixture
            .texts("SELECT count(*)::text FROM jobs WHERE status IN ('QUEUED', 'RUNNING')")
            .get(0));
  }
}

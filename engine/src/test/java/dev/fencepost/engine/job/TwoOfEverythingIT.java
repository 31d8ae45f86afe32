package dev.fencepost.engine.job;

import static dev.fencepost.engine.job.JobFixture.DEAD;
import static dev.fencepost.engine.job.JobFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two coordinators and two workers on one database, racing; one of each dies. */
class TwoOfEverythingIT {

  private static final int JOBS = 40;
  private static final int SCOPES = 3;

  private final JobFixture fixture = new JobFixture().withLanding(8);
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final ConcurrentLinkedQueue<OwnedJob> owned = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Long> reported = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    threads.shutdownNow();
    fixture.close();
  }

  @Test
  void everything_is_claimed_once_and_what_the_dead_held_is_done_by_the_living() throws Exception {
    IntStream.range(0, JOBS).forEach(n -> fixture.scan("default", "source-" + n));
    // One coordinator and one worker take something and are never heard of again.
    List<OwnedJob> orphaned = fixture.owner("dead-coordinator", DEAD).claim(5);
    new ScanDriver(fixture.database).start(orphaned.get(0));
    ClaimedTask abandoned = fixture.worker("dead-worker", DEAD).claim(1).get(0);

    all(() -> coordinate("c1"), () -> coordinate("c2"));
    assertThat(owned).extracting(OwnedJob::jobId).hasSize(JOBS).doesNotHaveDuplicates();

    new TaskReaper(fixture.database).reap();
    fixture.sql("UPDATE tasks SET next_attempt_at = now()");
    all(() -> work("w1"), () -> work("w2"), () -> work("w1b"), () -> work("w2b"));
    assertThat(reported)
        .hasSize(JOBS + JOBS * SCOPES)
        .doesNotHaveDuplicates()
        .contains(abandoned.taskId());
    assertThat(
            fixture.texts(
                "SELECT DISTINCT kind || ' ' || status || ' ' || attempt FROM tasks ORDER BY 1"))
        .containsExactly(
            "CLASSIFY COMPLETED_PRODUCING 1", "ENUMERATE COMPLETED 1", "ENUMERATE COMPLETED 2");
    assertThat(fixture.texts("SELECT DISTINCT scan_epoch::text FROM datasources"))
        .containsExactly("1");
  }

  private boolean coordinate(String id) {
    JobOwnership ownership = fixture.owner(id, LONG);
    ScanDriver driver = new ScanDriver(fixture.database);
    for (List<OwnedJob> jobs = ownership.claim(3); !jobs.isEmpty(); jobs = ownership.claim(3)) {
      jobs.forEach(driver::start);
      owned.addAll(jobs);
    }
    return true;
  }

  private boolean work(String id) {
    TaskBoard board = fixture.worker(id, Duration.ofMinutes(1));
    while (reported.size() < JOBS + JOBS * SCOPES && !Thread.currentThread().isInterrupted()) {
      for (ClaimedTask task : board.claim(4)) {
        boolean done =
            switch (task.kind()) {
              case ENUMERATE ->
                  board.completeEnumeration(
                      task,
                      List.of(
                          new TaskScope("", "g"),
                          new TaskScope("g", "p"),
                          new TaskScope("p", null)));
              case CLASSIFY, PURGE -> board.completeProducing(task, 1, 1);
            };
        assertThat(done).isTrue();
        reported.add(task.taskId());
      }
    }
    return true;
  }

  @SafeVarargs
  private void all(Callable<Boolean>... racers) throws Exception {
    List<Future<Boolean>> running = new ArrayList<>();
    for (Callable<Boolean> racer : racers) {
      running.add(threads.submit(racer));
    }
    for (Future<Boolean> future : running) {
      assertThat(future.get(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }
  }
}

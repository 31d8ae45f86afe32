package dev.fencepost.discovery.worker;

import dev.fencepost.core.job.FailureKind;
import dev.fencepost.core.retry.BackOff;
import dev.fencepost.discovery.partition.ScopePlan;
import dev.fencepost.discovery.worker.FindingsSender.Sending;
import dev.fencepost.engine.job.ClaimedTask;
import dev.fencepost.engine.job.Purges;
import dev.fencepost.engine.job.TaskBoard;
import dev.fencepost.engine.job.TaskScope;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.DatabaseException;
import dev.fencepost.sql.transaction.KeptConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on one task after another until it is stopped. {@link #run} belongs to one thread. */
public final class Worker implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final WorkerSettings settings;

  /** Another life of the same node is another worker: what the former one held is not ours. */
  private final String workerId;

  private final TaskWork work;
  private final BackOff backOff =
      new BackOff(Duration.ofMillis(200), Duration.ofSeconds(10), Math::random);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Hold current;

  private final Hand hand = new Hand();
  private final ClaimSize batch = new ClaimSize();

  public Worker(WorkerSettings settings) {
    this(settings, TaskWork.USUAL_PLAN);
  }

  /**
   * @param plan how it cuts data sources
   */
  Worker(WorkerSettings settings, ScopePlan plan) {
    this.settings = settings;
    this.work =
        new TaskWork(
            settings.connectors(),
            settings.credentials(),
            settings.fingerprints(),
            plan,
            InstantSource.system());
    this.workerId = settings.nodeId() + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Asks it to end; its tasks are given back. */
  public void stop() {
    stopping.countDown();
    @Nullable Hold hold = current;
    if (hold != null) {
      hold.stop();
    }
  }

  @Override
  public void run() {
    KeptConnection connection = new KeptConnection(settings.database()::connectForShortAnswers);
    try (FindingsSender sender = new FindingsSender(settings, workerId);
        Heartbeat heartbeat = new Heartbeat(settings, workerId, hand)) {
      LOG.info("The worker {} of the group {} is ready.", workerId, settings.nodeGroup());
      Database database = new Database(connection).withPatience(settings.times().lease());
      TaskBoard board = new TaskBoard(database, workerId, settings.nodeGroup(), settings.times());
      Desk desk = new Desk(board, new Purging(new Purges(database)), heartbeat, sender);
      while (!isStopping()) {
        if (!step(desk)) {
          pause(settings.idlePause());
        }
      }
      giveBack(board);
    } finally {
      connection.close();
    }
    LOG.info("The worker {} has ended.", workerId);
  }

  /** What one life of the worker works with. */
  private record Desk(
      TaskBoard board, Purging purging, Heartbeat heartbeat, FindingsSender sender) {}

  /** False when there was nothing to do. */
  private boolean step(Desk desk) {
    long asked = System.nanoTime();
    List<ClaimedTask> claimed = List.of();
    try {
      claimed = desk.board.claim(batch.tasks());
    } catch (DatabaseException e) {
      LOG.debug("claiming failed; the heartbeat says so", e);
    }
    hand.add(
        claimed.stream().map(task -> new Hold(task, asked, settings.times().lease())).toList());
    while (!isStopping()) {
      Optional<Hold> next = hand.next();
      if (next.isEmpty()) {
        break;
      }
      begin(desk, next.get());
    }
    batch.took(claimed.size(), Duration.ofNanos(System.nanoTime() - asked));
    return !claimed.isEmpty();
  }

  private void begin(Desk desk, Hold hold) {
    hold.begun();
    current = hold;
    desk.heartbeat.keep(hold);
    if (isStopping()) {
      hold.stop();
    }
    attempt(desk, hold);
    current = null;
  }

  private void giveBack(TaskBoard board) {
    List<ClaimedTask> unbegun = hand.takeOlderThan(Duration.ZERO).stream().map(Hold::task).toList();
    if (!unbegun.isEmpty()) {
      report(
          () -> {
            board.giveBack(unbegun);
            return true;
          });
    }
  }

  private void attempt(Desk desk, Hold hold) {
    ClaimedTask task = hold.task();
    try {
      // The lease is kept until the database has taken the report, however long it is away.
      report(execute(desk, hold));
      desk.heartbeat.keep(null);
    } catch (AttemptFailed e) {
      LOG.info("Attempt {} of task {}: {}", task.attempt(), task.taskId(), e.getMessage());
      report(() -> desk.board.fail(task, e.kind(), String.valueOf(e.getMessage())));
      desk.heartbeat.keep(null);
      if (e.kind() == FailureKind.DOES_NOT_COUNT) {
        awaitKafka(task, desk);
      }
    } catch (RuntimeException e) {
      // Its message may hold what an object contains, so only its place in the program is told.
      String what = e.getClass().getSimpleName();
      LOG.error("Attempt {} of task {}: {}", task.attempt(), task.taskId(), place(e));
      report(
          () ->
              desk.board.fail(task, FailureKind.COUNTS, "The worker has a defect (" + what + ")."));
      desk.heartbeat.keep(null);
    }
  }

  private static String place(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  /** Does the task and returns what is to be reported. */
  private BooleanSupplier execute(Desk desk, Hold hold) throws AttemptFailed {
    ClaimedTask task = hold.task();
    return switch (task.kind()) {
      case ENUMERATE -> {
        var scopes = work.enumerate(hold, piece -> write(desk.board, hold, piece));
        yield () -> desk.board.completeEnumeration(task, scopes);
      }
      case CLASSIFY -> {
        Sending sending = desk.sender.begin(hold);
        long end = sending.end(work.classify(hold, sending));
        yield () -> desk.board.completeProducing(task, sending.records(), end);
      }
      case PURGE -> {
        Sending sending = desk.sender.begin(hold);
        desk.purging.purge(hold, sending);
        long end = sending.end(0);
        yield () -> desk.board.completeProducing(task, sending.records(), end);
      }
    };
  }

  /** A worker that lost its enumeration must not go on listing. */
  private static void write(TaskBoard board, Hold hold, List<TaskScope> piece)
      throws AttemptFailed {
    try {
      if (!board.continueEnumeration(hold.task(), piece)) {
        hold.taken();
        hold.check();
      }
    } catch (DatabaseException e) {
      throw new AttemptFailed(FailureKind.DOES_NOT_COUNT, "The database was away.");
    }
  }

  /** Repeats a report until the database takes it: what was done must not be lost. */
  private void report(BooleanSupplier report) {
    for (int failures = 0; ; ) {
      try {
        if (!report.getAsBoolean()) {
          LOG.info("The report came too late: the attempt was over.");
        }
        return;
      } catch (DatabaseException e) {
        if (isStopping()) {
          LOG.warn("The last report was not taken: {}", e.getMessage());
          return;
        }
        pause(backOff.pause(++failures));
      }
    }
  }

  private void awaitKafka(ClaimedTask task, Desk desk) {
    for (int failures = 0; !isStopping() && !desk.sender.isReachable(task.topic()); ) {
      if (failures == 0) {
        LOG.warn("Kafka is away at {}, waiting.", settings.kafka());
        desk.heartbeat.waitsFor("Kafka does not answer the worker " + settings.nodeId());
      }
      pause(backOff.pause(++failures));
    }
    desk.heartbeat.waitsFor(null);
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause(Duration pause) {
    try {
      if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("a pause ended early");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }
}

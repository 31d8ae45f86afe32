package dev.fencepost.discovery.worker;

import dev.fencepost.engine.job.Nodes;
import dev.fencepost.engine.job.TaskBoard;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.DatabaseException;
import dev.fencepost.sql.transaction.KeptConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second thread: prolongs the lease of the task at work, gives back the tasks that have been
 * waiting behind it, and says that the worker lives. It also notices how long the database was
 * away, because that is no time that the task took.
 */
final class Heartbeat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  /** A beat that takes more than this part of a lease has waited for the database. */
  private static final int SLOW = 20;

  private final WorkerSettings settings;
  private final KeptConnection connection;
  private final TaskBoard board;
  private final Nodes nodes;
  private final Hand hand;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Hold current;
  private volatile @Nullable String trouble;

  Heartbeat(WorkerSettings settings, String workerId, Hand hand) {
    this.settings = settings;
    this.hand = hand;
    this.connection = new KeptConnection(settings.database()::connectForShortAnswers);
    Database database =
        new Database(connection).withPatience(settings.times().lease().dividedBy(3));
    this.board = new TaskBoard(database, workerId, settings.nodeGroup(), settings.times());
    this.nodes = new Nodes(database);
    this.thread = new Thread(this::run, "heartbeat");
    thread.setDaemon(true);
    thread.start();
  }

  /** From now on this task's lease is prolonged; null for none. */
  void keep(@Nullable Hold hold) {
    current = hold;
  }

  /** What the worker waits for, for people who ask; null for nothing. */
  void waitsFor(@Nullable String what) {
    trouble = what;
  }

  private void run() {
    boolean away = false;
    long answeredNanos = System.nanoTime();
    try {
      do {
        try {
          beat(away ? answeredNanos : System.nanoTime());
          answeredNanos = System.nanoTime();
          away = false;
        } catch (DatabaseException e) {
          if (!away) {
            LOG.warn("The database is away: {}", e.getMessage());
          }
          away = true;
        } catch (RuntimeException e) {
          // Without this thread every task of the worker would be lost.
          LOG.error("A heartbeat failed", e);
        }
      } while (!stopped.await(pause().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connection.close();
    }
  }

  private Duration pause() {
    return settings.times().lease().dividedBy(4);
  }

  /**
   * @param sinceNanos when the database may have begun to be away
   */
  private void beat(long sinceNanos) {
    @Nullable Hold hold = current;
    if (hold != null) {
      boolean kept = prolong(hold);
      long waited = System.nanoTime() - sinceNanos;
      // How long the database was away is known only when it has answered.
      if (waited > settings.times().lease().toNanos() / SLOW) {
        hold.waits().add(waited);
        kept = kept || prolong(hold);
      }
      if (!kept && current == hold) {
        // A task that was reported as done meanwhile is not lost.
        hold.taken();
      }
    }
    giveBack();
    nodes.heartbeat(
        settings.nodeId(), "worker", settings.nodeGroup(), ProcessHandle.current().pid(), trouble);
  }

  private boolean prolong(Hold hold) {
    long asked = System.nanoTime();
    boolean kept = board.heartbeat(hold.task(), hold.waits().soFar());
    if (kept) {
      hold.prolonged(asked, settings.times().lease());
    }
    return kept;
  }

  /**
   * No task waits in this worker's hands for longer than half of its lease, whatever the one at
   * work does; that lease need not be prolonged.
   */
  private void giveBack() {
    List<Hold> late = hand.takeOlderThan(pause());
    if (late.isEmpty()) {
      return;
    }
    try {
      board.giveBack(late.stream().map(Hold::task).toList());
    } catch (DatabaseException e) {
      hand.add(late);
      throw e;
    }
  }

  @Override
  public void close() {
    stopped.countDown();
  }
}

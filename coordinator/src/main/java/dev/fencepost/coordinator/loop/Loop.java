package dev.fencepost.coordinator.loop;

import dev.fencepost.core.retry.BackOff;
import dev.fencepost.flink.FlinkRefused;
import dev.fencepost.sql.transaction.DatabaseException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a round of something again and again on a thread of its own. A round that fails is repeated
 * with growing pauses; the first failure is logged, and that it goes on.
 */
public final class Loop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final String name;
  private final Duration pause;
  private final Runnable round;
  private final BackOff backOff =
      new BackOff(Duration.ofMillis(250), Duration.ofSeconds(10), Math::random);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  private Loop(String name, Duration pause, Runnable round) {
    this.name = name;
    this.pause = pause;
    this.round = round;
    this.thread = new Thread(this::run, name);
  }

  /**
   * Starts it.
   *
   * @param pause between the end of a round and the beginning of the next
   */
  public static Loop start(String name, Duration pause, Runnable round) {
    Loop loop = new Loop(name, pause, round);
    loop.thread.start();
    return loop;
  }

  private void run() {
    int failures = 0;
    Duration next = Duration.ZERO;
    while (!stopsWithin(next)) {
      try {
        round.run();
        if (failures > 0) {
          LOG.info("{} goes on after {} failures.", name, failures);
        }
        failures = 0;
        next = pause;
      } catch (RuntimeException e) {
        if (++failures == 1 && stopping.getCount() > 0) {
          tell(e);
        }
        next = backOff.pause(failures);
      }
    }
  }

  private void tell(RuntimeException e) {
    if (e instanceof DatabaseException
        || e instanceof KafkaException
        || e instanceof FlinkRefused) {
      LOG.warn("{} waits: {}", name, e.getMessage());
    } else {
      LOG.error("{} failed and is repeated", name, e);
    }
  }

  private boolean stopsWithin(Duration time) {
    try {
      return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** No round begins after this. */
  void stop() {
    stopping.countDown();
  }

  /** Lets the round end; a round that takes too long is interrupted. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(GRACE.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(GRACE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.fencepost.bench.load;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/**
 * Sends each record at a time that is fixed when the load begins. Nothing that is slow moves these
 * times: a record that is sent late is still measured from when it was due.
 */
public final class OpenLoad implements AutoCloseable {

  private static final double NANOS = 1e9;
  private static final long NAP_NANOS = Duration.ofMillis(1).toNanos();
  private static final Duration END_LIMIT = Duration.ofMinutes(2);

  private final Sender sender;
  private final double perSecond;
  private final long first;
  private final long begun = System.nanoTime();
  private final Histogram late = Latencies.empty();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> running;
  private volatile boolean stopping;

  OpenLoad(Sender sender, double perSecond) {
    this.sender = sender;
    this.perSecond = perSecond;
    this.first = sender.sent();
    this.running = thread.submit(this::send);
  }

  /** When a record of this load is due, by {@link System#nanoTime}. */
  public long dueNanos(long number) {
    return begun + (long) ((number - first) * NANOS / perSecond);
  }

  /** The number of the record that is the first one due at that time or later. */
  public long numberAt(Duration sinceBegin) {
    return first + (long) Math.ceil(sinceBegin.toNanos() * perSecond / NANOS);
  }

  /** How much later than due records were given to Kafka's client; complete after the end. */
  public Histogram late() {
    return late;
  }

  private void send() {
    while (!stopping) {
      long now = System.nanoTime();
      long due = dueNanos(sender.sent());
      if (due > now) {
        sleep(Math.min(due - now, NAP_NANOS));
      } else {
        sender.next();
        late.recordValue(TimeUnit.NANOSECONDS.toMicros(now - due));
      }
    }
    sender.flush();
  }

  private static void sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending", e);
    }
  }

  /** Ends when what was sent is in the topic. */
  @Override
  public void close() {
    stopping = true;
    thread.shutdown();
    try {
      running.get(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the load does not end in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the load ends", e);
    }
  }
}

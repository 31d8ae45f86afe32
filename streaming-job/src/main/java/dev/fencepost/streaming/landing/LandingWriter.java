package dev.fencepost.streaming.landing;

import dev.fencepost.core.landing.BatchSize;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.core.pace.LandingTimes;
import dev.fencepost.core.retry.BackOff;
import dev.fencepost.engine.landing.Lander;
import dev.fencepost.engine.landing.LandingReport;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.DatabaseException;
import dev.fencepost.sql.transaction.KeptConnection;
import dev.fencepost.sql.transaction.Remedy;
import dev.fencepost.streaming.record.RawRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects records and lands them. Records, checkpoints and timers come on one thread, one after
 * the other, so nothing here is locked.
 */
final class LandingWriter implements SinkWriter<RawRecord> {

  private static final Logger LOG = LoggerFactory.getLogger(LandingWriter.class);

  /** How long a database that is away is waited for in place, before Flink restarts the task. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final String topic;
  private final KeptConnection connection;
  private final BatchLimits limits;
  private final ProcessingTimeService timers;
  private final LandingMetrics metrics;
  private final LatencyNotes notes;
  private final PendingBatch pending;
  private final BatchSize size;
  private final BackOff backOff =
      new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(15), Math::random);
  private @Nullable Lander lander;
  private int landedSource;
  private boolean timerIsSet;
  private long lastBegun;

  LandingWriter(
      String topic,
      KeptConnection connection,
      BatchLimits limits,
      ProcessingTimeService timers,
      LandingMetrics metrics) {
    this.topic = topic;
    this.connection = connection;
    this.limits = limits;
    this.timers = timers;
    this.metrics = metrics;
    this.notes = new LatencyNotes(new Database(connection));
    this.pending = new PendingBatch(limits);
    this.size = new BatchSize(limits.records(), limits.landing().toMillis());
  }

  @Override
  public void write(RawRecord record, Context context) throws InterruptedException {
    if (record.isStart()) {
      begin(record);
      return;
    }
    pending.add(record, context.timestamp());
    metrics.pending(pending.records());
    if (pending.isFull(size.records())) {
      land();
    } else if (!timerIsSet) {
      timerIsSet = true;
      // What the timer throws fails the task, so nobody waits for its future.
      ScheduledFuture<?> unused =
          timers.registerTimer(
              limits.due(timers.getCurrentProcessingTime(), lastBegun), this::landWhatIsOld);
    }
  }

  /** Before a checkpoint, and at the end. */
  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    land();
  }

  @Override
  public void close() {
    connection.close();
  }

  private void begin(RawRecord start) throws InterruptedException {
    land();
    if (lander == null) {
      lander = new Lander(new Database(connection), start.sourceNo(), topic);
      landedSource = start.sourceNo();
    } else if (landedSource != start.sourceNo()) {
      throw new IllegalStateException(
          "the topic " + topic + " was created anew while it was read; reading must start again");
    }
    pending.start(start.partition(), start.offset());
  }

  private void landWhatIsOld(long now) throws InterruptedException {
    timerIsSet = false;
    land();
  }

  private void land() throws InterruptedException {
    if (pending.isEmpty() || lander == null) {
      return;
    }
    int records = pending.records();
    lastBegun = timers.getCurrentProcessingTime();
    long begun = System.nanoTime();
    LandingReport report = landPatiently(lander, pending.batches());
    long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    long now = timers.getCurrentProcessingTime();
    LandingTimes times = new LandingTimes(millis, pending.waited(now));
    pending.landed();
    size.landed(records, millis);
    metrics.flushed(records, report, times);
    LOG.debug("landed {} records in {} ms", records, millis);
    notes.landed(times, Instant.ofEpochMilli(now));
  }

  private LandingReport landPatiently(Lander lander, List<PartitionBatch> batches)
      throws InterruptedException {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    for (int failures = 0; ; ) {
      try {
        LandingReport report = lander.land(batches);
        if (failures > 0) {
          LOG.info("the database is back, landing goes on");
        }
        return report;
      } catch (DatabaseException e) {
        if (e.remedy() != Remedy.RETRY || System.nanoTime() > giveUpAt) {
          throw e;
        }
        if (++failures == 1) {
          LOG.warn("landing waits for the database: {}", e.getMessage());
        }
        Thread.sleep(backOff.pause(failures).toMillis());
      }
    }
  }
}

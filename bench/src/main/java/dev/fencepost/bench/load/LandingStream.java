package dev.fencepost.bench.load;

import dev.fencepost.bench.stage.Arena;
import dev.fencepost.bench.stage.Backlog;
import dev.fencepost.bench.stage.LandingRun;
import dev.fencepost.bench.stage.Stage;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.local.flink.FlinkSettings;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.LogTail;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The landing job at work on a topic that is filled while it is landed, and what can be seen. */
public final class LandingStream implements AutoCloseable {

  /** So much later than it was there may something be seen. */
  public static final Duration LOOKS_EVERY = Duration.ofMillis(10);

  /** Sent by the loads of one run at most; each task has a row from the beginning. */
  private static final long RECORDS_AT_MOST = 24_000_000;

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final double NANOS = 1e9;

  private final Sender sender;
  private final LandingRun run;
  private final Positions positions;
  private final double mostPerSecond;
  private long[] seen = new long[Backlog.PARTITIONS];

  private LandingStream(Stage stage, Arena arena, FlinkSettings settings, long backlog)
      throws Exception {
    this.sender = new Sender(stage.kafka(), new Feed(stage.backlog()));
    sender.next(backlog);
    this.run = LandingRun.start(stage, arena, settings);
    this.positions = new Positions(arena.settings());
    awaitSeen(backlog / 2);
    long half = landed();
    if (half >= backlog) {
      throw CommandFailure.usage("a backlog of " + backlog + " is too small to learn a rate from");
    }
    long begun = System.nanoTime();
    awaitSeen(backlog);
    this.mostPerSecond = (landed() - half) * NANOS / (System.nanoTime() - begun);
  }

  /** What a stage's topic may hold. */
  public static Backlog backlog() {
    return new Backlog(RECORDS_AT_MOST);
  }

  /**
   * Starts the job on a backlog and lets it drain this.
   *
   * @param backlog records that wait in the topic
   */
  public static LandingStream open(Stage stage, Arena arena, FlinkSettings settings, long backlog)
      throws Exception {
    return new LandingStream(stage, arena, settings, backlog);
  }

  /** Records a second in the second half of the backlog, when the job was warm. */
  public double mostPerSecond() {
    return mostPerSecond;
  }

  public ChildProcess taskManager() {
    return run.taskManager();
  }

  /** Begins to send; to be closed before the next one. */
  public OpenLoad load(double perSecond) {
    return new OpenLoad(sender, perSecond);
  }

  /** Returns when everything that was sent has landed. */
  public void drain() throws Exception {
    awaitSeen(sender.sent());
  }

  /**
   * From when records were due until they were seen to be visible.
   *
   * @param first the number of the first one that counts
   * @param behind the number behind the last one that counts
   */
  public Histogram latencies(OpenLoad load, long first, long behind) throws Exception {
    Histogram latencies = Latencies.empty();
    long giveUpAt = System.nanoTime() + LIMIT.toNanos();
    while (landed() < behind) {
      long[] before = seen;
      long now = look(behind, giveUpAt);
      for (int partition = 0; partition < Backlog.PARTITIONS; partition++) {
        for (long offset = before[partition]; offset < seen[partition]; offset++) {
          long number = Feed.numberOf(partition, offset);
          if (number >= first && number < behind) {
            latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(now - load.dueNanos(number)));
          }
        }
      }
    }
    if (latencies.getTotalCount() != behind - first) {
      throw CommandFailure.failed(
          "%d records were to be seen, and %d were"
              .formatted(behind - first, latencies.getTotalCount()));
    }
    return latencies;
  }

  private void awaitSeen(long records) throws Exception {
    long giveUpAt = System.nanoTime() + LIMIT.toNanos();
    while (landed() < records) {
      look(records, giveUpAt);
    }
  }

  /** Every record before this one has landed. */
  private long landed() {
    long least = Long.MAX_VALUE;
    for (int partition = 0; partition < Backlog.PARTITIONS; partition++) {
      least = Math.min(least, Feed.numberOf(partition, seen[partition]));
    }
    return least;
  }

  /** Waits for the next look; returns when its answer had come. */
  private long look(long wanted, long giveUpAt) throws SQLException, InterruptedException {
    TimeUnit.NANOSECONDS.sleep(LOOKS_EVERY.toNanos());
    long[] now = positions.look();
    if (Arrays.equals(now, seen) && !run.taskManager().isAlive()) {
      throw CommandFailure.failed(
          "the TaskManager ended before record %d had landed%s"
              .formatted(wanted, LogTail.of(run.taskManager().record().log())));
    }
    long answered = System.nanoTime();
    if (answered > giveUpAt) {
      throw CommandFailure.timedOut(
          "after %d minutes record %d has not landed".formatted(LIMIT.toMinutes(), wanted));
    }
    seen = now;
    return answered;
  }

  @Override
  public void close() throws SQLException {
    sender.close();
    positions.close();
    run.close();
  }
}

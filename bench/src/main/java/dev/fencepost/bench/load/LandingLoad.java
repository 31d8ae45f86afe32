package dev.fencepost.bench.load;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.landing.BatchSize;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.core.landing.Payload;
import dev.fencepost.engine.landing.Lander;
import dev.fencepost.engine.landing.LandingSources;
import dev.fencepost.engine.landing.LogRange;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Two threads that land findings in batches over eight partitions, each half of them and sized as a
 * job with two subtasks does. After the first round over the findings every landing is an update.
 */
public final class LandingLoad implements AutoCloseable {

  public static final int BATCH = 5_000;

  /** What the landing job aims at. */
  private static final long LANDING_MILLIS = 100;

  private static final int THREADS = 2;
  private static final int PARTITIONS_EACH = 4;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Payload NO_PAYLOAD = new Payload(new byte[0]);

  private final List<Finding> findings;
  private final long batchNanos;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<Future<?>> running = new ArrayList<>();

  private LandingLoad(List<Finding> findings, double findingsPerSecond) {
    this.findings = findings;
    this.batchNanos =
        findingsPerSecond == 0 ? 0 : (long) (1e9 * BATCH * THREADS / findingsPerSecond);
  }

  /** The partitions of a source that is landed from memory. */
  public static int open(Database database) {
    Map<Integer, LogRange> empty = new HashMap<>();
    for (int partition = 0; partition < THREADS * PARTITIONS_EACH; partition++) {
      empty.put(partition, new LogRange(0, 0));
    }
    return new LandingSources(database).open("memory", "memory", "findings", empty).sourceNo();
  }

  /**
   * Starts landing.
   *
   * @param findings at least {@link #BATCH}
   * @param findingsPerSecond of both threads together, on a schedule that does not wait for slow
   *     landings; 0 for as fast as it goes
   */
  public static LandingLoad start(
      ConnectionSource.Settings settings, List<Finding> findings, double findingsPerSecond) {
    Database database = Database.connecting(settings);
    int sourceNo = open(database);
    Map<Integer, Long> positions = new LandingSources(database).positions(sourceNo);
    LandingLoad load = new LandingLoad(findings, findingsPerSecond);
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      load.running.add(
          load.threads.submit(
              () -> {
                load.land(settings, sourceNo, number, new HashMap<>(positions));
                return null;
              }));
    }
    return load;
  }

  /** How long each landing has taken so far, from when it was due, in milliseconds. */
  public List<Double> millis() {
    return List.copyOf(millis);
  }

  /** Forgets what was measured so far. */
  public void forget() {
    millis.clear();
  }

  /**
   * Ends after the landings in flight.
   *
   * @throws IllegalStateException when a landing failed
   */
  @Override
  public void close() {
    stopping.set(true);
    threads.shutdown();
    try {
      for (Future<?> one : running) {
        one.get(1, TimeUnit.MINUTES);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("landing failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("a landing does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the landings end", e);
    }
  }

  private void land(
      ConnectionSource.Settings settings, int sourceNo, int thread, Map<Integer, Long> positions)
      throws InterruptedException {
    try (KeptConnection connection =
        new KeptConnection(settings.as("fencepost-bench-" + thread)::connect)) {
      Lander lander = new Lander(new Database(connection), sourceNo, "findings");
      long due = System.nanoTime() + thread * batchNanos / THREADS;
      BatchSize size = new BatchSize(BATCH, LANDING_MILLIS);
      for (int at = thread * findings.size() / THREADS; !stopping.get(); ) {
        int records = batchNanos == 0 ? size.records() : BATCH;
        List<PartitionBatch> batches = batches(thread, at, records, positions);
        sleepUntil(due);
        long begun = batchNanos == 0 ? System.nanoTime() : due;
        lander.land(batches);
        double took = (System.nanoTime() - begun) / NANOS_PER_MILLI;
        millis.add(took);
        size.landed(records, (long) took);
        at += records;
        due += batchNanos;
      }
    }
  }

  private static void sleepUntil(long due) throws InterruptedException {
    long left = due - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  private List<PartitionBatch> batches(
      int thread, int from, int size, Map<Integer, Long> positions) {
    List<PartitionBatch> batches = new ArrayList<>();
    int each = size / PARTITIONS_EACH;
    for (int i = 0; i < PARTITIONS_EACH; i++) {
      int partition = thread * PARTITIONS_EACH + i;
      long position = positions.getOrDefault(partition, 0L);
      List<Incoming> records = new ArrayList<>(each);
      for (int n = 0; n < each; n++) {
        Finding finding = findings.get((from + i * each + n) % findings.size());
        records.add(new FindingRecord(position + n, null, finding, false, NO_PAYLOAD));
      }
      batches.add(new PartitionBatch(partition, position, position + each, records));
      positions.put(partition, position + each);
    }
    return batches;
  }
}

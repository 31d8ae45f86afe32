package dev.fencepost.bench.landing;

import dev.fencepost.bench.stage.Backlog;
import dev.fencepost.cli.topic.Topics;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.EndMarker;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.core.landing.Payload;
import dev.fencepost.engine.landing.Lander;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The limit: the landing transactions themselves and nothing else. They are recorded once, while a
 * lander works on a first database, and then sent to a second one as fast as two connections can;
 * only this is timed, after a checkpoint. So whatever the landing sends, the limit sends too, byte
 * for byte.
 */
public final class LimitMain {

  private static final int WRITERS = 2;
  private static final double NANOS = 1e9;

  private LimitMain() {}

  /**
   * Takes the databases to record on and to replay on, the user, who may checkpoint, the number of
   * findings, that of records in a batch, and a file for the seconds.
   */
  public static void main(String[] arguments) throws Exception {
    ConnectionSource.Settings first = settings(arguments[0], arguments[2]);
    ConnectionSource.Settings second = settings(arguments[1], arguments[2]);
    Backlog backlog = new Backlog(Long.parseLong(arguments[3]));
    int batch = Integer.parseInt(arguments[4]);
    ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
    List<List<List<Recorded>>> recorded =
        all(pool, writer -> record(first, backlog, batch, writer));
    System.gc();
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Connection connection = second.connect();
      connection.setAutoCommit(false);
      connections.add(connection);
    }
    // What the recording left to be written is not the replay's business.
    try (Connection settling = second.connect()) {
      Jdbc.execute(settling, "CHECKPOINT");
    }
    long begun = System.nanoTime();
    all(pool, writer -> replay(connections.get(writer), recorded.get(writer)));
    double seconds = (System.nanoTime() - begun) / NANOS;
    for (Connection connection : connections) {
      connection.close();
    }
    pool.shutdown();
    Files.writeString(Path.of(arguments[5]), Double.toString(seconds));
  }

  private interface Work<T> {
    T by(int writer) throws Exception;
  }

  private static <T> List<T> all(ExecutorService pool, Work<T> work) throws Exception {
    List<Callable<T>> calls = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      calls.add(() -> work.by(writer));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : pool.invokeAll(calls)) {
      results.add(future.get());
    }
    return results;
  }

  private static ConnectionSource.Settings settings(String url, String user) {
    return new ConnectionSource.Settings(url, user, "", "fencepost-bench-limit");
  }

  private static List<List<Recorded>> record(
      ConnectionSource.Settings settings, Backlog backlog, int batch, int writer) throws Exception {
    try (Connection real = settings.connect()) {
      RecordingConnection recording = new RecordingConnection(real);
      KeptConnection kept = new KeptConnection(recording::connection);
      Lander lander = new Lander(new Database(kept), 1, Topics.FINDINGS);
      new Batches(backlog, writer, WRITERS, batch).forEach(lander::land);
      return recording.committed();
    }
  }

  private static int replay(Connection connection, List<List<Recorded>> transactions)
      throws Exception {
    for (List<Recorded> transaction : transactions) {
      for (Recorded sent : transaction) {
        sent.replay(connection);
      }
      connection.commit();
    }
    return transactions.size();
  }

  /** The batches as a subtask of the job forms them, from all of its partitions in turns. */
  private record Batches(Backlog backlog, int writer, int writers, int size) {

    /** What one fetch brings of a partition. */
    private static final int FETCHED = 500;

    private interface Sink {
      void take(List<PartitionBatch> batches);
    }

    void forEach(Sink sink) {
      List<Reader> readers = new ArrayList<>();
      for (int p = writer; p < Backlog.PARTITIONS; p += writers) {
        readers.add(new Reader(backlog, p));
      }
      while (readers.stream().anyMatch(Reader::hasMore)) {
        for (int left = size; left > 0 && readers.stream().anyMatch(Reader::hasMore); ) {
          for (Reader reader : readers) {
            left -= reader.read(Math.min(FETCHED, left));
          }
        }
        sink.take(readers.stream().map(Reader::batch).filter(b -> b.from() < b.to()).toList());
      }
    }
  }

  /** One partition, from its first record on. */
  private static final class Reader {

    private static final Payload NOTHING = new Payload(new byte[0]);

    private final Backlog backlog;
    private final int partition;
    private final int[] tasks;
    private List<Incoming> read = new ArrayList<>();
    private long from;
    private long offset;
    private int task;
    private int index;

    private Reader(Backlog backlog, int partition) {
      this.backlog = backlog;
      this.partition = partition;
      this.tasks = backlog.tasksOf(partition).toArray();
    }

    private boolean hasMore() {
      return task < tasks.length;
    }

    private int read(int atMost) {
      int count = 0;
      for (; count < atMost && hasMore(); count++) {
        read.add(next());
        offset++;
      }
      return count;
    }

    private Incoming next() {
      int number = tasks[task];
      int size = backlog.sizeOf(number);
      if (index < size) {
        Backlog.Sent sent = backlog.sent(number, index++);
        return new FindingRecord(offset, sent.origin(), sent.finding(), false, NOTHING);
      }
      task++;
      index = 0;
      return new EndMarker(
          offset, Backlog.taskId(number), Backlog.jobOf(partition), 1, (long) size, 0, NOTHING);
    }

    private PartitionBatch batch() {
      PartitionBatch batch = new PartitionBatch(partition, from, offset, read);
      read = new ArrayList<>();
      from = offset;
      return batch;
    }
  }
}

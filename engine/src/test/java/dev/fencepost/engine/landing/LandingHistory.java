package dev.fencepost.engine.landing;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.core.landing.TaskView;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.engine.record.RecordDecoder;
import dev.fencepost.engine.record.RecordEncoder;
import dev.fencepost.sql.jdbc.Jdbc;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A log that scans with retries, late records, rescans and careless producers could have left. */
final class LandingHistory {

  private static final List<String> BOUNDS = List.of("", "h", "q");

  /** Few, so that every finding changes several times. */
  private static final String LETTERS = "adhkqt";

  /**
   * First letters of objects that scans tell of; only the scan that is on finds something there.
   */
  private static final String TOLD = "dkq";

  private static final String UNTOLD = "aht";

  private final Random random;
  private final MigratedDatabase db;
  private final int sourceNo;
  private final LandingModel model;
  private final List<List<byte[]>> log = new ArrayList<>();
  private final Map<Integer, Integer> landed = new TreeMap<>();
  private final RecordEncoder encoder = new RecordEncoder();
  private final RecordDecoder decoder = new RecordDecoder();
  private final List<Task> tasks = new ArrayList<>();

  private record Task(
      long id, long job, int partition, long epoch, String from, @Nullable String to) {}

  LandingHistory(Random random, MigratedDatabase db, int partitions) throws SQLException {
    this.random = random;
    this.db = db;
    Map<Integer, LogRange> ranges = new TreeMap<>();
    for (int i = 0; i < partitions; i++) {
      ranges.put(i, new LogRange(0, 0));
      log.add(new ArrayList<>());
    }
    this.sourceNo =
        new LandingSources(db.database()).open("cluster", "topic", "findings", ranges).sourceNo();
    this.model = new LandingModel(sourceNo);
    try (Connection connection = db.connect()) {
      for (int partition = 0; partition < partitions; partition++) {
        addTasks(connection, partition);
      }
    }
  }

  private void addTasks(Connection connection, int partition) throws SQLException {
    Jdbc.update(
        connection,
        "INSERT INTO datasources (name, kind, scan_epoch) VALUES (?, 'file', 2)",
        "source-" + partition);
    for (long epoch = 1; epoch <= 2; epoch++) {
      long job = 100L * (partition + 1) + epoch;
      Jdbc.update(
          connection, "INSERT INTO jobs (job_id, kind, status) VALUES (?, 'SCAN', 'RUNNING')", job);
      for (int i = 0; i < BOUNDS.size(); i++) {
        String to = i + 1 < BOUNDS.size() ? BOUNDS.get(i + 1) : null;
        Task task = new Task(job * 10 + i, job, partition, epoch, BOUNDS.get(i), to);
        tasks.add(task);
        Jdbc.update(
            connection,
            """
            INSERT INTO tasks (task_id, job_id, kind, datasource, scan_epoch, source_no, partition,
              scope_from, scope_to, status, max_attempts)
            VALUES (?, ?, 'CLASSIFY', ?, ?, ?, ?, ?, ?, 'RUNNING', 1000)
            """,
            task.id,
            job,
            "source-" + partition,
            epoch,
            sourceNo,
            partition,
            task.from,
            task.to);
        model.addTask(
            new TaskView(
                task.id,
                job,
                TaskStatus.RUNNING,
                1,
                sourceNo,
                partition,
                "source-" + partition,
                epoch,
                2,
                0,
                0,
                0,
                true,
                task.from,
                to));
      }
    }
  }

  /** Appends about so many records to the log. */
  void produce(int records) {
    int produced = 0;
    for (long epoch = 1; epoch <= 2; epoch++) {
      for (Task task : tasks) {
        if (task.epoch == epoch) {
          produced += attempts(task);
        }
      }
    }
    while (produced++ < records) {
      careless(random.nextInt(log.size()));
    }
  }

  /**
   * Some attempts end too early; the last may never end at all, and earlier ones may speak again.
   */
  private int attempts(Task task) {
    int attempts = 1 + random.nextInt(3);
    int sent = 0;
    for (int attempt = 1; attempt <= attempts; attempt++) {
      int records = random.nextInt(12);
      for (int i = 0; i < records; i++) {
        int sender = attempt > 1 && random.nextInt(6) == 0 ? attempt - 1 : attempt;
        send(
            task.partition,
            random.nextInt(4) == 0 ? object(task, sender) : finding(task, sender, LETTERS));
        if (random.nextInt(5) == 0) {
          careless(task.partition);
        }
      }
      boolean last = attempt == attempts;
      if (!last || random.nextInt(5) > 0) {
        long claimed = last ? Math.min(records, random.nextInt(records + 1)) : records + 1L;
        send(
            task.partition,
            encoder.endTask(task.id, task.job, attempt, claimed, random.nextInt(4) == 0 ? 1 : 0));
      }
      sent += records;
    }
    return sent;
  }

  private byte[] finding(Task task, int attempt, String letters) {
    return encoder.finding(
        value("source-" + task.partition, path(task, letters)),
        origin(task, attempt),
        random.nextInt(15) == 0);
  }

  private byte[] object(Task task, int attempt) {
    ObjectAttributes attributes =
        new ObjectAttributes(
            random.nextInt(2),
            "text/plain",
            List.of("", "hr").get(random.nextInt(2)),
            Instant.EPOCH.plusSeconds(random.nextInt(2)),
            random.nextBoolean() ? Map.of() : Map.of("public", "true"));
    return encoder.objectSeen(
        "source-" + task.partition, path(task, TOLD), attributes, origin(task, attempt));
  }

  private static Origin origin(Task task, int attempt) {
    return new Origin(task.id, task.job, attempt, task.epoch);
  }

  /** Of an object in the task's scope that begins with one of the letters. */
  private String path(Task task, String letters) {
    List<String> inScope =
        letters
            .chars()
            .mapToObj(Character::toString)
            .filter(l -> l.compareTo(task.from) >= 0)
            .filter(l -> task.to == null || l.compareTo(task.to) < 0)
            .toList();
    return inScope.get(random.nextInt(inScope.size())) + "/x";
  }

  private Finding value(String datasource, String path) {
    String type = List.of("US_SSN", "URL", "JWT").get(random.nextInt(3));
    return new Finding(
        datasource + path + type,
        type,
        random.nextInt(11) / 10.0,
        1 + random.nextInt(6),
        datasource,
        "default",
        path,
        "",
        random.nextBoolean() ? Map.of("public", String.valueOf(random.nextBoolean())) : Map.of(),
        Instant.EPOCH.plusSeconds(random.nextInt(1_000_000)));
  }

  private void careless(int partition) {
    Task other = tasks.get(random.nextInt(tasks.size()));
    switch (random.nextInt(5)) {
      case 0 -> send(partition, "{not json".getBytes(StandardCharsets.UTF_8));
      case 1 -> send(partition, encoder.endTask(999_999, 1, 1, 0, 0));
      case 2 -> send(partition, finding(other, 1, UNTOLD));
      default ->
          send(
              partition,
              encoder.finding(
                  value("free-" + partition, "p" + random.nextInt(10)),
                  null,
                  random.nextInt(8) == 0));
    }
  }

  private void send(int partition, byte[] record) {
    log.get(partition).add(record);
  }

  int sourceNo() {
    return sourceNo;
  }

  LandingModel model() {
    return model;
  }

  int size(int partition) {
    return log.get(partition).size();
  }

  boolean hasMore(Map<Integer, Integer> position) {
    for (int i = 0; i < log.size(); i++) {
      if (position.getOrDefault(i, 0) < log.get(i).size()) {
        return true;
      }
    }
    return false;
  }

  PartitionBatch batch(int partition, int from, int to) {
    List<Incoming> records = new ArrayList<>();
    for (int offset = from; offset < to; offset++) {
      records.add(decoder.decode(offset, log.get(partition).get(offset)));
    }
    return new PartitionBatch(partition, from, to, records);
  }

  /** Tells the model what has landed now, and lets workers take up what was sent back. */
  void applyWorkerReports(int to, int partition) throws SQLException {
    for (int offset = landed.getOrDefault(partition, 0); offset < to; offset++) {
      model.take(partition, decoder.decode(offset, log.get(partition).get(offset)));
    }
    landed.merge(partition, to, Math::max);
    Jdbc.list(
            db.asking(),
            "UPDATE tasks SET status = 'RUNNING' WHERE status = 'QUEUED' RETURNING task_id",
            row -> row.getLong(1))
        .forEach(model::run);
  }
}

package dev.fencepost.discovery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.EndMarker;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.Incoming.ObjectRecord;
import dev.fencepost.core.landing.Incoming.Sender;
import dev.fencepost.discovery.classify.Fingerprints;
import dev.fencepost.discovery.connector.ConnectorFactory;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.partition.ScopePlan;
import dev.fencepost.discovery.sample.SampleTree;
import dev.fencepost.discovery.sample.SampleTruth;
import dev.fencepost.engine.job.ClaimedTask;
import dev.fencepost.engine.job.CompletionMonitor;
import dev.fencepost.engine.job.DataSources;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobOwnership;
import dev.fencepost.engine.job.JobSummary;
import dev.fencepost.engine.job.OwnedJob;
import dev.fencepost.engine.job.ScanDriver;
import dev.fencepost.engine.job.ScanSpecification;
import dev.fencepost.engine.job.Scans;
import dev.fencepost.engine.job.TaskBoard;
import dev.fencepost.engine.job.TaskReaper;
import dev.fencepost.engine.job.TaskTimes;
import dev.fencepost.engine.record.RecordDecoder;
import dev.fencepost.engine.record.SenderHeaders;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.kafka.TestKafka;
import dev.fencepost.testkit.kafka.TestTopics;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final TestDatabase store =
      TestDatabase.copyOf("migrated", empty -> Schema.migrate(settings(empty)));
  private final Database database = Database.connecting(settings(store));
  private final List<Worker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  WorkerIT(@TempDir Path folder) {
    this.folder = folder;
  }

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }

  @AfterEach
  void close() throws InterruptedException {
    workers.forEach(Worker::stop);
    for (Thread thread : threads) {
      thread.join(LIMIT.toMillis());
      assertThat(thread.isAlive()).isFalse();
    }
    store.close();
  }

  @Test
  void two_workers_send_exactly_what_is_in_a_folder_each_task_closed_by_its_end() throws Exception {
    SampleTruth truth = SampleTree.write(folder, 7);
    TestTopics kafka = TestKafka.shared();
    String topic = kafka.newTopic("findings", 4);
    long job = startScan(topic, folder);
    work(kafka.bootstrapServers());
    work(kafka.bootstrapServers());
    awaitAllSent(job);

    int partition = Objects.requireNonNull(summary(job).partition());
    Map<Long, List<String>> found = new HashMap<>();
    Map<Long, Set<String>> seen = new HashMap<>();
    Map<Long, Long> ends = new HashMap<>();
    RecordDecoder decoder = new RecordDecoder();
    kafka
        .read(topic, partition)
        .forEach(
            record -> {
              Incoming incoming = decoder.decode(record.offset(), record.value());
              if (incoming instanceof FindingRecord finding && finding.origin() != null) {
                assertThat(finding.origin().attempt()).isEqualTo(1);
                assertThat(sender(record)).isEqualTo(finding.origin().sender());
                assertThat(seen.get(finding.origin().taskId()))
                    .as("what was seen of the object comes before its findings")
                    .contains(finding.finding().objectPath());
                found
                    .computeIfAbsent(finding.origin().taskId(), id -> new ArrayList<>())
                    .add(finding.finding().objectPath() + " " + finding.finding().infoType());
              } else if (incoming instanceof ObjectRecord object) {
                assertThat(sender(record)).isEqualTo(object.origin().sender());
                assertThat(object.attributes().modifiedAt()).isAfter(Instant.EPOCH);
                seen.computeIfAbsent(object.origin().taskId(), id -> new HashSet<>())
                    .add(object.objectPath());
              } else if (incoming instanceof EndMarker end) {
                assertThat(ends.put(end.taskId(), end.offset())).isNull();
                assertThat(record.headers()).isEmpty();
                assertThat(end.records())
                    .isEqualTo(
                        found.getOrDefault(end.taskId(), List.of()).size()
                            + seen.getOrDefault(end.taskId(), Set.of()).size());
              } else {
                throw new AssertionError("unexpected " + incoming);
              }
            });
    assertThat(found.values().stream().flatMap(List::stream).distinct().sorted().toList())
        .isEqualTo(
            truth.matches().entrySet().stream()
                .flatMap(
                    file ->
                        file.getValue().keySet().stream().map(type -> file.getKey() + " " + type))
                .sorted()
                .toList());
    assertThat(seen.values().stream().flatMap(Set::stream))
        .containsExactlyInAnyOrderElementsOf(files());
    assertThat(ends).isEqualTo(storedEnds());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .toList();
    }
  }

  @Test
  void broker_that_is_away_delays_tasks_and_costs_them_no_attempt_of_their_budget()
      throws Exception {
    SampleTree.write(folder, 7);
    try (TestKafka own = TestKafka.own();
        TestTopics kafka = own.topics()) {
      String topic = kafka.newTopic("findings", 2);
      long job = startScan(topic, folder);
      own.kill9();
      work(kafka.bootstrapServers());
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  new JobBoard(database)
                      .show(job).failures().stream()
                          .anyMatch(failure -> failure.reason().contains("Kafka")));
      own.restart();
      awaitAllSent(job);
      assertThat(texts("SELECT DISTINCT budget_used::text FROM tasks")).containsExactly("0");
    }
  }

  /** The first worker stands still in its listing, loses the task, and wakes up again later. */
  @Test
  void second_attempt_lists_what_the_first_one_left_and_every_object_is_read_once()
      throws Exception {
    NumberedSource source = new NumberedSource(200, 115);
    ConnectorFactory connectors = ConnectorFactory.of(List.of(source));
    ScopePlan twentyAtOnce = new ScopePlan(2, 1, 10, 1 << 20);
    TestTopics kafka = TestKafka.shared();
    String topic = kafka.newTopic("findings", 2);
    long job = startScan(topic, "numbered", Map.of());
    work(new Worker(settings(kafka.bootstrapServers(), connectors), twentyAtOnce));
    await().atMost(LIMIT).until(source::isStalled);
    assertThat(texts("SELECT scope_from FROM tasks WHERE kind = 'ENUMERATE'"))
        .containsExactly(NumberedSource.key(100));
    TaskReaper reaper = new TaskReaper(database);
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              sql("UPDATE tasks SET lease_expiry = now() WHERE status = 'RUNNING'");
              return reaper.reap().abandoned() == 1;
            });
    sql("UPDATE tasks SET next_attempt_at = now() WHERE kind = 'ENUMERATE'");
    work(new Worker(settings(kafka.bootstrapServers(), connectors), twentyAtOnce));
    await().atMost(LIMIT).until(() -> summary(job).tasksIn(TaskStatus.COMPLETED) == 1);
    source.release();
    awaitAllSent(job);

    assertThat(source.openEnded()).startsWith("", NumberedSource.key(100)).hasSize(3);
    assertThat(
            texts(
                """
                SELECT scope_from || '-' || coalesce(scope_to, '') FROM tasks
                WHERE kind = 'CLASSIFY' ORDER BY scope_from
                """))
        .containsExactlyElementsOf(
            IntStream.range(0, 20)
                .mapToObj(
                    n ->
                        (n == 0 ? "" : NumberedSource.key(n * 10))
                            + "-"
                            + (n == 19 ? "" : NumberedSource.key((n + 1) * 10)))
                .toList());
    RecordDecoder decoder = new RecordDecoder();
    assertThat(
            kafka.read(topic, Objects.requireNonNull(summary(job).partition())).stream()
                .map(record -> decoder.decode(record.offset(), record.value()))
                .flatMap(
                    in -> in instanceof ObjectRecord seen ? Stream.of(seen.objectPath()) : null))
        .containsExactlyInAnyOrderElementsOf(source.keys());
  }

  @Test
  void tasks_that_wait_behind_a_long_one_are_given_back_by_the_heartbeat() {
    long job = startScan("findings", folder);
    TaskTimes times = new TaskTimes(Duration.ofSeconds(1), Duration.ofMinutes(5));
    TaskBoard board = new TaskBoard(database, "w1", "default", times);
    ClaimedTask task = board.claim(8).get(0);
    Hand hand = new Hand();
    hand.add(List.of(new Hold(task, System.nanoTime(), times.lease())));
    WorkerSettings settings = settings("127.0.0.1:1", ConnectorFactory.ofClassPath(), times);
    try (Heartbeat heartbeat = new Heartbeat(settings, "w1", hand)) {
      heartbeat.keep(null);
      await().atMost(LIMIT).until(() -> summary(job).tasksIn(TaskStatus.QUEUED) == 1);
    }
    assertThat(hand.next()).isEmpty();
    assertThat(board.claim(8)).extracting(ClaimedTask::attempt).containsExactly(2);
    assertThat(texts("SELECT budget_used::text FROM tasks")).containsExactly("0");
  }

  @Test
  void folder_that_is_not_there_fails_the_job_with_the_reason() {
    long job = startScan("findings", folder.resolve("gone"));
    work("127.0.0.1:1");
    await().atMost(LIMIT).until(() -> summary(job).tasksIn(TaskStatus.FAILED) == 1);
    assertThat(new CompletionMonitor(database).complete(job)).contains(JobStatus.FAILED);
    assertThat(String.valueOf(summary(job).failure())).contains("is not a folder");
  }

  private static @Nullable Sender sender(ConsumerRecord<byte[], byte[]> record) {
    return SenderHeaders.read(
        name -> {
          List<byte @Nullable []> values = new ArrayList<>();
          record.headers().headers(name).forEach(header -> values.add(header.value()));
          return values;
        });
  }

  private void work(String kafka) {
    work(new Worker(settings(kafka, ConnectorFactory.ofClassPath())));
  }

  private WorkerSettings settings(String kafka, ConnectorFactory connectors) {
    return settings(
        kafka, connectors, new TaskTimes(Duration.ofSeconds(20), Duration.ofMinutes(5)));
  }

  private WorkerSettings settings(String kafka, ConnectorFactory connectors, TaskTimes times) {
    return new WorkerSettings(
        settings(store),
        kafka,
        "default",
        "worker-" + workers.size(),
        times,
        Duration.ofMillis(20),
        Duration.ofSeconds(3),
        Fingerprints.keyedBy("a key"),
        connectors,
        Credentials.NONE);
  }

  private void work(Worker worker) {
    Thread thread = new Thread(worker, "worker-" + workers.size());
    thread.start();
    workers.add(worker);
    threads.add(thread);
  }

  private long startScan(String topic, Path root) {
    return startScan(topic, "file", Map.of("root", root.toString()));
  }

  private long startScan(String topic, String kind, Map<String, String> configuration) {
    database.transact(
        "register a landing",
        tx ->
            Jdbc.update(
                    tx,
                    """
                    INSERT INTO landing_sources (source_no, cluster_id, topic_id, topic)
                    VALUES (1, 'cluster', 'topic-id', ?)
                    """,
                    topic)
                + Jdbc.update(
                    tx,
                    """
                    INSERT INTO landing_progress
                        (source_no, partition, topic, next_offset, policy_generation)
                    SELECT 1, p, ?, 0, 0 FROM generate_series(0, 1) AS p
                    """,
                    topic));
    new DataSources(database).add("sample", kind, "default", configuration);
    new Scans(database).start("request", ScanSpecification.of("sample"));
    OwnedJob job =
        new JobOwnership(database, "c1", "default", Duration.ofMinutes(5)).claim(1).get(0);
    new ScanDriver(database).start(job);
    return job.jobId();
  }

  private void awaitAllSent(long job) {
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              JobSummary now = summary(job);
              return now.taskCount() > 1
                  && now.taskCount()
                      == now.tasksIn(TaskStatus.COMPLETED)
                          + now.tasksIn(TaskStatus.COMPLETED_PRODUCING);
            });
  }

  private JobSummary summary(long job) {
    return new JobBoard(database).show(job).job();
  }

  private Map<Long, Long> storedEnds() {
    return database
        .transact(
            "look",
            tx ->
                Jdbc.list(
                    tx,
                    "SELECT task_id, end_offset FROM tasks WHERE kind = 'CLASSIFY'",
                    row -> Map.entry(row.getLong(1), row.getLong(2))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private void sql(String statement) {
    database.transact("change", tx -> Jdbc.update(tx, statement));
  }

  private List<String> texts(String query) {
    return database.transact("look", tx -> Jdbc.list(tx, query, row -> row.getString(1)));
  }
}

package dev.fencepost.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.coordinator.supervise.SupervisionSettings;
import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.Lottery;
import dev.fencepost.core.job.ScanLimits;
import dev.fencepost.discovery.classify.Fingerprints;
import dev.fencepost.discovery.connector.ConnectorFactory;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.sample.SampleTree;
import dev.fencepost.discovery.sample.SampleTruth;
import dev.fencepost.discovery.worker.Worker;
import dev.fencepost.discovery.worker.WorkerSettings;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.job.DataSources;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.ScanSpecification;
import dev.fencepost.engine.job.Scans;
import dev.fencepost.engine.job.TaskTimes;
import dev.fencepost.engine.verify.PolicyCheck;
import dev.fencepost.engine.verify.Verify;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import dev.fencepost.testkit.fault.Faults;
import dev.fencepost.testkit.kafka.TestKafka;
import dev.fencepost.testkit.kafka.TestTopics;
import dev.fencepost.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Kafka, and then the database, are away under two workers for longer than a task may take. Every
 * task has a single attempt, so one that an outage used up would fail its scan.
 */
class OutageIT {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration TASK_LIMIT = Duration.ofSeconds(5);
  private static final Duration OUTAGE = TASK_LIMIT.plusSeconds(1);
  private static final TaskTimes TIMES =
      new TaskTimes(Duration.ofSeconds(4), Duration.ofMinutes(5));

  private final Path folder;
  private final TestPostgres postgres = TestPostgres.own();
  private final TestKafka broker = TestKafka.own();
  private final TestTopics kafka = broker.topics();
  private final String topic = kafka.newTopic("findings", 1);
  private final ConnectionSource.Settings settings =
      new ConnectionSource.Settings(
          postgres.server().jdbcUrl(), postgres.server().user(), "", "test");
  private final KeptConnection looking = new KeptConnection(settings::connect);
  private final Database database = new Database(looking);
  private final List<Worker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private ConfigurableApplicationContext coordinator;
  private LandedTopic landed;

  OutageIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void start() throws SQLException {
    Schema.migrate(settings);
    landed = LandedTopic.open(database, kafka, topic);
    coordinator =
        CoordinatorMain.run(
            new CoordinatorSettings(
                settings,
                kafka.bootstrapServers(),
                "default",
                "c1",
                0,
                Duration.ofSeconds(5),
                TIMES,
                Duration.ofMillis(50),
                SupervisionSettings.none()));
    work();
    work();
  }

  private void work() {
    Worker worker =
        new Worker(
            new WorkerSettings(
                settings,
                kafka.bootstrapServers(),
                "default",
                "worker-" + workers.size(),
                TIMES,
                Duration.ofMillis(20),
                Duration.ofSeconds(90),
                Fingerprints.keyedBy("a key"),
                ConnectorFactory.ofClassPath(),
                Credentials.NONE));
    Thread thread = new Thread(worker, "worker-" + workers.size());
    thread.start();
    workers.add(worker);
    threads.add(thread);
  }

  @AfterEach
  void close() throws InterruptedException {
    workers.forEach(Worker::stop);
    for (Thread thread : threads) {
      thread.join(LIMIT.toMillis());
      assertThat(thread.isAlive()).isFalse();
    }
    coordinator.close();
    looking.close();
    kafka.close();
    broker.close();
    postgres.close();
  }

  @Test
  void tasks_wait_for_servers_that_are_away_and_nothing_is_lost_or_counted() throws Exception {
    SampleTruth truth = SampleTree.write(folder, 11);
    new DataSources(database).add("sample", "file", "default", Map.of("root", folder.toString()));

    long job = scan();
    awaitReading();
    long pid = broker.server().process().pid();
    Faults.freeze(pid);
    try {
      activate();
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  !texts(
                          """
                          SELECT task_id::text FROM tasks
                          WHERE status = 'RUNNING' AND kind = 'CLASSIFY'
                            AND clock_timestamp() - started_at > ? * interval '1 millisecond'
                          """,
                          OUTAGE.toMillis())
                      .isEmpty());
    } finally {
      Faults.thaw(pid);
    }
    awaitReading();
    postgres.kill9();
    long since = System.nanoTime();
    await().until(() -> System.nanoTime() - since > OUTAGE.toNanos());
    postgres.restart();
    awaitComplete(job);

    assertThat(texts("SELECT DISTINCT budget_used || ' ' || max_attempts FROM tasks"))
        .containsExactly("0 1");
    assertThat(
            texts(
                """
                SELECT DISTINCT object_path || ' ' || info_type FROM findings
                WHERE NOT deleted
                """))
        .containsExactlyInAnyOrderElementsOf(
            truth.matches().entrySet().stream()
                .flatMap(
                    file ->
                        file.getValue().keySet().stream().map(type -> file.getKey() + " " + type))
                .toList());
    assertThat(texts("SELECT DISTINCT finding_id FROM policy_results WHERE open"))
        .hasSize(
            (int)
                truth.matches().values().stream()
                    .filter(types -> types.containsKey(InfoType.US_SSN))
                    .count());
    assertThat(new Verify(database).all()).isNotEmpty().allMatch(PolicyCheck::isExact);
  }

  private long scan() {
    ScanSpecification specification =
        new ScanSpecification(
            List.of("sample"),
            null,
            DetectionSettings.EVERYTHING,
            new ScanLimits(null, 1, TASK_LIMIT, null),
            Lottery.USUAL_PRIORITY);
    return new Scans(database).start("request", specification).jobIds().get(0);
  }

  private void activate() {
    PolicyDraft draft =
        new PolicyDraft("ssn", "finding.info_type == 'US_SSN'", true, "high", "", Map.of(), "hash");
    new Fence(database)
        .activate(new ActivationRequest("request", "test", null, List.of(draft), null));
  }

  private void awaitReading() {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                !texts(
                        """
                        SELECT task_id::text FROM tasks
                        WHERE status = 'RUNNING' AND kind = 'CLASSIFY'
                        """)
                    .isEmpty());
  }

  private void awaitComplete(long job) {
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              landed.land();
              return new JobBoard(database).show(job).job().status();
            },
            JobStatus::isFinal);
    assertThat(new JobBoard(database).show(job).failures()).isEmpty();
    assertThat(new JobBoard(database).show(job).job().status()).isEqualTo(JobStatus.COMPLETED);
  }

  private List<String> texts(String query, Object... parameters) {
    return database.transact(
        "look", tx -> Jdbc.list(tx, query, row -> String.valueOf(row.getString(1)), parameters));
  }
}

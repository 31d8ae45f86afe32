package dev.fencepost.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.core.job.JobStatus;
import dev.fencepost.discovery.sample.SampleTree;
import dev.fencepost.discovery.sample.SampleTruth;
import dev.fencepost.engine.job.DataSources;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.ScanSpecification;
import dev.fencepost.engine.job.Scans;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.service.JavaService;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import dev.fencepost.testkit.home.TestHome;
import dev.fencepost.testkit.kafka.TestKafka;
import dev.fencepost.testkit.kafka.TestTopics;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two coordinators and two workers as processes; one of each is killed at work. */
class KillOneOfEachIT {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** Enough text to keep a worker busy until it is killed. */
  private static final int LARGE_LINES = 300_000;

  private final Path folder;
  private final Home home = TestHome.create();
  private final TestDatabase store =
      TestDatabase.copyOf("migrated", empty -> Schema.migrate(settings(empty)));
  private final KeptConnection looking = new KeptConnection(settings(store)::connect);
  private final Database database = new Database(looking);
  private final TestTopics kafka = TestKafka.shared();
  private final String topic = kafka.newTopic("findings", 1);
  private final Map<String, ChildProcess> processes = new HashMap<>();

  KillOneOfEachIT(@TempDir Path folder) {
    this.folder = folder;
  }

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }

  @AfterEach
  void close() {
    processes.values().forEach(ChildProcess::kill9);
    looking.close();
    store.close();
  }

  @Test
  void job_completes_with_every_finding_when_its_coordinator_and_a_busy_worker_are_killed()
      throws Exception {
    SampleTruth truth = SampleTree.write(folder.resolve("sample"), 11);
    writeLargeFile();
    new DataSources(database)
        .add("sample", "file", "default", Map.of("root", folder.resolve("sample").toString()));
    new DataSources(database)
        .add("large", "file", "default", Map.of("root", folder.resolve("large").toString()));
    LandedTopic landed = LandedTopic.open(database, kafka, topic);
    start("coordinator-1", "coordinator", "dev.fencepost.coordinator.CoordinatorMain");
    start("coordinator-2", "coordinator", "dev.fencepost.coordinator.CoordinatorMain");
    start("worker-1", "discovery", "dev.fencepost.discovery.worker.WorkerMain");
    start("worker-2", "discovery", "dev.fencepost.discovery.worker.WorkerMain");

    long job =
        new Scans(database)
            .start("request", ScanSpecification.of("large", "sample"))
            .jobIds()
            .get(0);
    kill(
        """
        SELECT worker_id FROM tasks
        WHERE datasource = 'large' AND kind = 'CLASSIFY' AND status = 'RUNNING'
        """);
    kill("SELECT orchestrator_id FROM jobs WHERE status = 'RUNNING'");

    await()
        .atMost(LIMIT)
        .until(
            () -> {
              landed.land();
              return new JobBoard(database).show(job).job().status() == JobStatus.COMPLETED;
            });
    assertThat(new JobBoard(database).show(job).job().version()).isGreaterThan(1);
    assertThat(
            texts(
                "SELECT attempt::text FROM tasks WHERE datasource = 'large' AND kind = 'CLASSIFY'"))
        .containsExactly("2");
    assertThat(
            texts(
                """
                SELECT DISTINCT object_path || ' ' || info_type FROM findings
                WHERE datasource = 'sample' AND NOT deleted
                """))
        .containsExactlyInAnyOrderElementsOf(
            truth.matches().entrySet().stream()
                .flatMap(
                    file ->
                        file.getValue().keySet().stream().map(type -> file.getKey() + " " + type))
                .toList());
  }

  private void writeLargeFile() throws IOException {
    Path large = Files.createDirectories(folder.resolve("large"));
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < LARGE_LINES; line++) {
      text.append("Line ").append(line).append(" says nothing, at some length, about nobody.\n");
    }
    Files.writeString(large.resolve("large.txt"), text);
  }

  private void start(String name, String module, String mainClass) {
    Map<String, String> environment =
        Map.of(
            "FENCEPOST_DB_URL",
            store.jdbcUrl(),
            "FENCEPOST_DB_USER",
            store.user(),
            "FENCEPOST_KAFKA",
            kafka.bootstrapServers(),
            "FENCEPOST_NODE_ID",
            name,
            "FENCEPOST_PORT",
            "0",
            "FENCEPOST_LEASE_SECONDS",
            "4");
    processes.put(
        name,
        JavaService.of(name, module, mainClass)
            .withOptions("-Xmx160m")
            .withEnvironment(environment)
            .start(home, Lifetime.WITH_PARENT));
  }

  /** Kills the process that the query names, as soon as it names one. */
  private void kill(String query) {
    String id = await().atMost(LIMIT).until(() -> texts(query), found -> !found.isEmpty()).get(0);
    ChildProcess victim = processes.remove(id.substring(0, id.lastIndexOf('-')));
    assertThat(victim).isNotNull();
    victim.kill9();
  }

  private List<String> texts(String query) {
    return database.transact(
        "look", tx -> Jdbc.list(tx, query, row -> String.valueOf(row.getString(1))));
  }
}

package dev.fencepost.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.coordinator.supervise.SupervisionSettings;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.engine.job.ClaimedTask;
import dev.fencepost.engine.job.DataSources;
import dev.fencepost.engine.job.JobBoard;
import dev.fencepost.engine.job.JobOwnership;
import dev.fencepost.engine.job.JobSummary;
import dev.fencepost.engine.job.ScanSpecification;
import dev.fencepost.engine.job.Scans;
import dev.fencepost.engine.job.TaskBoard;
import dev.fencepost.engine.job.TaskScope;
import dev.fencepost.engine.job.TaskTimes;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.kafka.TestKafka;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class CoordinatorIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final TaskTimes TIMES =
      new TaskTimes(Duration.ofMillis(500), Duration.ofMinutes(5));

  private final TestDatabase store =
      TestDatabase.copyOf("migrated", empty -> Schema.migrate(settings(empty)));
  private final Database database = Database.connecting(settings(store));
  private final ConfigurableApplicationContext coordinator =
      CoordinatorMain.run(
          new CoordinatorSettings(
              settings(store),
              TestKafka.shared().bootstrapServers(),
              "default",
              "c1",
              0,
              Duration.ofSeconds(5),
              TIMES,
              Duration.ofMillis(50),
              SupervisionSettings.none()));

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }

  @AfterEach
  void close() {
    coordinator.close();
    store.close();
  }

  @Test
  void job_goes_from_queued_to_completed_and_its_dead_workers_task_is_done_again()
      throws Exception {
    long job = startScan();
    await().atMost(LIMIT).until(() -> summary(job).status() == JobStatus.RUNNING);
    assertThat(summary(job).pendingCommand()).isEqualTo("START");

    registerLanding();
    // This worker takes the listing and is never heard of again.
    TaskBoard dead = new TaskBoard(database, "dead", "default", TIMES);
    await().atMost(LIMIT).until(() -> !dead.claim(1).isEmpty());
    TaskBoard worker =
        new TaskBoard(
            database, "w1", "default", new TaskTimes(Duration.ofMinutes(1), Duration.ofMinutes(5)));
    ClaimedTask listing =
        await().atMost(LIMIT).until(() -> worker.claim(1), tasks -> !tasks.isEmpty()).get(0);
    assertThat(listing.attempt()).isEqualTo(2);
    worker.completeEnumeration(listing, List.of(new TaskScope("", null)));
    ClaimedTask reading = worker.claim(1).get(0);
    worker.completeProducing(reading, 0, 0);
    assertThat(summary(job).status()).isEqualTo(JobStatus.RUNNING);

    sql("UPDATE tasks SET status = 'COMPLETED_CONSUMED' WHERE kind = 'CLASSIFY'");
    await().atMost(LIMIT).until(() -> summary(job).status() == JobStatus.COMPLETED);
    assertThat(summary(job).tasks())
        .isEqualTo(Map.of(TaskStatus.COMPLETED, 1L, TaskStatus.COMPLETED_CONSUMED, 1L));
    assertThat(get("/api/status").body())
        .contains("\"status\":\"COMPLETED\"", "\"nodeId\":\"c1\"", "\"nextOffset\":0");
    assertThat(get("/api/jobs/" + job).body()).contains("\"failures\":[]");
    assertThat(get("/api/jobs/987654").statusCode()).isEqualTo(404);
  }

  @Test
  void probes_page_and_metrics_answer_and_a_stopped_coordinator_gives_its_jobs_back()
      throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").body()).containsPattern("\"schema\":\"[1-9][0-9]*\"");
    assertThat(get("/actuator/health").body()).contains("UP");
    assertThat(get("/").body()).contains("<title>Fencepost</title>");
    assertThat(get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
    long job = startScan();
    await().atMost(LIMIT).until(() -> summary(job).owner() != null);
    coordinator.close();
    assertThat(summary(job).owner()).isNull();
    assertThat(new JobOwnership(database, "c2", "default", LIMIT).claim(1)).hasSize(1);
  }

  private HttpResponse<String> get(String path) throws Exception {
    String port = coordinator.getEnvironment().getProperty("local.server.port", "");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private long startScan() {
    new DataSources(database).add("docs", "file", "default", Map.of("root", "/srv/docs"));
    return new Scans(database).start("request", ScanSpecification.of("docs")).jobIds().get(0);
  }

  private void registerLanding() {
    sql(
        """
        INSERT INTO landing_sources (source_no, cluster_id, topic_id, topic)
        VALUES (1, 'cluster', 'topic-id', 'findings')
        """);
    sql(
        """
        INSERT INTO landing_progress (source_no, partition, topic, next_offset, policy_generation)
        VALUES (1, 0, 'findings', 0, 0)
        """);
  }

  private void sql(String statement) {
    database.transact("prepare a test", tx -> Jdbc.update(tx, statement));
  }

  private JobSummary summary(long job) {
    return new JobBoard(database).show(job).job();
  }
}

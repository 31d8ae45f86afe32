package dev.fencepost.coordinator.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.record.RecordEncoder;
import dev.fencepost.engine.supervise.LandingWishes;
import dev.fencepost.flink.FlinkJob;
import dev.fencepost.flink.FlinkRefused;
import dev.fencepost.flink.FlinkRest;
import dev.fencepost.flink.JobRun;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.service.JavaService;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import dev.fencepost.testkit.flink.TestFlink;
import dev.fencepost.testkit.home.TestHome;
import dev.fencepost.testkit.kafka.TestKafka;
import dev.fencepost.testkit.kafka.TestTopics;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Coordinators as processes see to the packaged job on a real session cluster. The tests are
 * chapters of one story, because coordinators, cluster and job take long to start.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LandingSupervisorIT {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Home home = TestHome.create();
  private final TestDatabase store =
      TestDatabase.copyOf("migrated", empty -> Schema.migrate(settings(empty)));
  private final KeptConnection looking = new KeptConnection(settings(store)::connect);
  private final Database database = new Database(looking);
  private final LandingWishes wishes = new LandingWishes(database);
  private final TestTopics kafka = TestKafka.shared();
  private final String topic = kafka.newTopic("supervised", 1);
  private final Map<String, ChildProcess> coordinators = new HashMap<>();
  private final TestFlink flink;
  private final FlinkRest rest;

  LandingSupervisorIT() {
    // Flink leaves a processor idle while it starts.
    start("c1");
    start("c2");
    flink = TestFlink.kept();
    rest = new FlinkRest(flink.cluster().restUrl());
  }

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }

  @AfterAll
  void close() {
    coordinators.values().forEach(ChildProcess::kill9);
    flink.close();
    looking.close();
    store.close();
  }

  @Test
  @Order(1)
  void of_two_jobs_one_is_cancelled() throws IOException {
    want(topic);
    String first = running().id();

    String jar = rest.upload(jar());
    String second = rest.run(jar, JobRun.of(arguments(topic)));
    rest.deleteJar(jar);

    await().atMost(LIMIT).until(() -> rest.job(second).isOver());
    assertThat(running().id()).isEqualTo(first);
  }

  @Test
  @Order(2)
  void the_killed_job_manager_takes_the_job_with_it_and_the_supervisor_brings_it_back() {
    send(topic, "before");
    await().atMost(LIMIT).until(() -> findings() == 1);
    String first = running().id();
    long resubmitted = wishes.read().resubmitted();

    flink.cluster().jobManager().crash();
    send(topic, "after");

    await().atMost(LIMIT).until(() -> findings() == 2);
    assertThat(running().id()).isNotEqualTo(first);
    assertThat(wishes.read().resubmitted()).isGreaterThan(resubmitted);
  }

  @Test
  @Order(3)
  void the_second_of_two_takes_over_and_a_stop_is_respected() {
    String first = running().id();
    long resubmitted = wishes.read().resubmitted();
    String holder = Objects.requireNonNull(wishes.read().supervisor());

    Objects.requireNonNull(coordinators.get(holder.substring(0, holder.indexOf('-')))).kill9();
    rest.cancel(first);
    await().atMost(LIMIT).until(() -> wishes.read().resubmitted() == resubmitted + 1);
    assertThat(running().id()).isNotEqualTo(first);
    assertThat(wishes.read().supervisor()).isNotNull().isNotEqualTo(holder);
    assertThat(wishes.read().lastError()).contains("CANCELED");

    wishes.doNotWant("test");
    rest.cancel(running().id());
    await().atMost(LIMIT).until(() -> live().isEmpty());
    awaitLooks(3);
    assertThat(live()).isEmpty();
    assertThat(wishes.read().resubmitted()).isEqualTo(resubmitted + 1);
  }

  @Test
  @Order(4)
  void a_refused_topic_is_told_and_once_it_is_accepted_the_job_heals_by_itself() {
    String refused = kafka.newTopic("refused", 1);
    sql("INSERT INTO landing_sources VALUES (2, 'cluster', 'another topic', '" + refused + "')");
    want(refused);
    await().atMost(LIMIT).until(() -> String.valueOf(wishes.read().lastError()).contains("accept"));

    sql("DELETE FROM landing_sources WHERE source_no = 2");
    send(refused, "accepted");

    await().atMost(LIMIT).until(() -> findings() == 3);
  }

  private void want(String wanted) {
    wishes.want(flink.cluster().restUrl(), arguments(wanted), Duration.ZERO, "test");
  }

  private List<String> arguments(String landed) {
    return List.of(
        "--bootstrap-servers", kafka.bootstrapServers(),
        "--topic", landed,
        "--db-url", store.jdbcUrl(),
        "--db-user", store.user(),
        "--parallelism", "1");
  }

  private FlinkJob running() {
    return await()
        .atMost(LIMIT)
        .until(
            () -> live().map(job -> rest.job(job.id())),
            job -> job.filter(FlinkJob::isRunning).isPresent())
        .orElseThrow();
  }

  private Optional<FlinkJob> live() {
    try {
      return rest.liveJob(LandingWishes.JOB_NAME);
    } catch (FlinkRefused whileItStarts) {
      return Optional.empty();
    }
  }

  /** The supervisor has read the wish so many times more. */
  private void awaitLooks(int looks) {
    for (int i = 0; i < looks; i++) {
      String before = expiry();
      await().atMost(LIMIT).until(() -> !expiry().equals(before));
    }
  }

  private String expiry() {
    return database.transact(
        "look",
        tx ->
            Jdbc.one(
                tx,
                "SELECT supervisor_lease_expiry FROM landing_job",
                row -> String.valueOf(row.getString(1))));
  }

  private void send(String to, String id) {
    Finding finding =
        new Finding(
            id,
            "US_SSN",
            0.9,
            1,
            "docs",
            "default",
            id + ".txt",
            "",
            Map.of(),
            Instant.parse("2026-01-02T03:04:05Z"));
    byte[] record = new RecordEncoder().finding(finding, null, false);
    kafka.sendAll(to, 0, List.of(new String(record, StandardCharsets.UTF_8)));
  }

  private long findings() {
    return database.transact(
        "count", tx -> Jdbc.one(tx, "SELECT count(*) FROM findings", row -> row.getLong(1)));
  }

  private void sql(String statement) {
    database.transact("prepare a test", tx -> Jdbc.update(tx, statement));
  }

  private void start(String name) {
    coordinators.put(
        name,
        JavaService.of(name, "coordinator", "dev.fencepost.coordinator.CoordinatorMain")
            .withOptions("-Xmx160m")
            .withEnvironment(
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
                    "4",
                    "FENCEPOST_LANDING_JAR",
                    jar().toString()))
            .start(home, Lifetime.WITH_PARENT));
  }

  private static Path jar() {
    Path target = ProjectRoot.find().target("streaming-job");
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(target, "fencepost-streaming-job-*.jar")) {
      return jars.iterator().next();
    } catch (IOException e) {
      throw new IllegalStateException("the landing job is not built", e);
    }
  }
}

package dev.fencepost.coordinator.supervise;

import static org.awaitility.Awaitility.await;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.record.RecordEncoder;
import dev.fencepost.engine.supervise.LandingWishes;
import dev.fencepost.flink.FlinkJob;
import dev.fencepost.flink.FlinkRefused;
import dev.fencepost.flink.FlinkRest;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.service.JavaService;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
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

/**
 * Coordinators as processes that see to the packaged job, on a real session cluster. Every test has
 * a topic and a database of its own; the tests of a class share the cluster.
 */
final class SupervisedLanding implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(90);

  private final TestFlink flink;
  private final FlinkRest rest;
  private final TestDatabase store =
      TestDatabase.copyOf("migrated", empty -> Schema.migrate(settings(empty)));
  private final Database database = Database.connecting(settings(store));
  private final LandingWishes wishes = new LandingWishes(database);
  private final TestTopics kafka = TestKafka.shared();
  private final String topic = kafka.newTopic("supervised", 1);
  private final Home home = TestHome.create();
  private final Map<String, ChildProcess> coordinators = new HashMap<>();

  SupervisedLanding(TestFlink flink) {
    this.flink = flink;
    this.rest = new FlinkRest(flink.cluster().restUrl());
  }

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }

  @Override
  public void close() {
    coordinators.values().forEach(ChildProcess::kill9);
    live().ifPresent(job -> rest.cancel(job.id()));
    await().atMost(LIMIT).until(() -> live().isEmpty());
    store.close();
  }

  FlinkRest rest() {
    return rest;
  }

  LandingWishes wishes() {
    return wishes;
  }

  String topic() {
    return topic;
  }

  /** A coordinator that was started here. */
  ChildProcess coordinator(String name) {
    return Objects.requireNonNull(coordinators.get(name));
  }

  void want() {
    wishes.want(flink.cluster().restUrl(), arguments(), Duration.ZERO, "test");
  }

  List<String> arguments() {
    return List.of(
        "--bootstrap-servers", kafka.bootstrapServers(),
        "--topic", topic,
        "--db-url", store.jdbcUrl(),
        "--db-user", store.user(),
        "--parallelism", "1");
  }

  FlinkJob running() {
    return await()
        .atMost(LIMIT)
        .until(
            () -> live().map(job -> rest.job(job.id())),
            job -> job.filter(FlinkJob::isRunning).isPresent())
        .orElseThrow();
  }

  Optional<FlinkJob> live() {
    try {
      return rest.liveJob(LandingWishes.JOB_NAME);
    } catch (FlinkRefused whileItStarts) {
      return Optional.empty();
    }
  }

  /** The supervisor has read the wish so many times more. */
  void awaitLooks(int looks) {
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

  void send(String id) {
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
    kafka.sendAll(topic, 0, List.of(new String(record, StandardCharsets.UTF_8)));
  }

  long findings() {
    return database.transact(
        "count", tx -> Jdbc.one(tx, "SELECT count(*) FROM findings", row -> row.getLong(1)));
  }

  void sql(String statement) {
    database.transact("prepare a test", tx -> Jdbc.update(tx, statement));
  }

  void start(String name) {
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

  static Path jar() {
    Path target = ProjectRoot.find().target("streaming-job");
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(target, "fencepost-streaming-job-*.jar")) {
      return jars.iterator().next();
    } catch (IOException e) {
      throw new IllegalStateException("the landing job is not built", e);
    }
  }
}

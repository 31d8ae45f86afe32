package dev.fencepost.streaming;

import static dev.fencepost.streaming.LandingCluster.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.flink.FlinkJob;
import dev.fencepost.flink.FlinkRefused;
import dev.fencepost.flink.FlinkRest;
import dev.fencepost.flink.JobRun;
import dev.fencepost.local.flink.FlinkCluster;
import dev.fencepost.local.process.Lifetime;
import dev.fencepost.testkit.flink.TestFlink;
import dev.fencepost.testkit.kafka.TestKafka;
import dev.fencepost.testkit.kafka.TestTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The packaged jar on a real session cluster, brought and watched through its REST interface. */
class LandingJobE2E {

  private static final int PARTITIONS = 4;
  private static final int FINDINGS_PER_WAVE = 4_000;
  private static final Path JAR = Path.of(System.getProperty("landing.jar", ""));

  private final TestFlink flink = TestFlink.own();
  private final FlinkRest rest = new FlinkRest(flink.cluster().restUrl());
  private final TestTopics kafka = TestKafka.shared();
  private final LandingDatabase database = LandingDatabase.create();
  private final String topic = "landed-end-to-end";

  @AfterEach
  void stop_everything() {
    flink.close();
    database.close();
  }

  @Test
  void a_killed_task_manager_costs_no_finding_and_doubles_none() {
    String jar = rest.upload(JAR);
    assertThatThrownBy(() -> rest.run(jar, JobRun.of(List.of("--topic", topic))))
        .isInstanceOf(FlinkRefused.class)
        .hasMessageContaining("bootstrap-servers");

    String id = rest.run(jar, JobRun.of(arguments()));
    until(() -> rest.job(id).isRunning());
    database.activate("ssn", "finding.info_type == 'US_SSN'");
    send("before");
    until(() -> landed() > 0);
    until(() -> rest.lastCheckpoint(id).isPresent());

    send("while");
    flink.cluster().killTaskManager();
    send("after");
    FlinkCluster cluster = flink.cluster();
    cluster.awaitRegistered(cluster.startTaskManager(Lifetime.WITH_PARENT), LandingCluster.LIMIT);
    until(() -> landed() == 3L * FINDINGS_PER_WAVE);
    until(() -> rest.job(id).isRunning());

    assertThat(database.findings()).isEqualTo(3L * FINDINGS_PER_WAVE);
    assertThat(database.deadLetters()).isEmpty();
    assertThat(database.number("SELECT count(*) FROM policy_results WHERE open"))
        .isEqualTo(3L * FINDINGS_PER_WAVE / 2);
    figures_are_shown(rest.job(id));
    assertThat(rest.liveJob(LandingJob.NAME))
        .hasValueSatisfying(job -> assertThat(job.id()).isEqualTo(id));

    String savepoint = rest.stopWithSavepoint(id, null, Duration.ofSeconds(30));
    assertThat(savepoint).startsWith("file:");
    until(() -> rest.job(id).isOver());
    assertThat(rest.liveJob(LandingJob.NAME)).isEmpty();
    send("later");
    String next = rest.run(jar, JobRun.of(arguments()).from(savepoint));
    until(() -> landed() == 4L * FINDINGS_PER_WAVE);
    assertThat(database.findings()).isEqualTo(4L * FINDINGS_PER_WAVE);
    rest.cancel(next);
    until(() -> rest.job(next).isOver());
    rest.deleteJar(jar);
  }

  private void figures_are_shown(FlinkJob job) {
    until(() -> rest.sums(job, List.of("landed")).getOrDefault("landed", 0.0) > 0);
    Map<String, Double> sums =
        rest.sums(job, List.of("landed", "judged", "dead_letters", "pendingRecords"));
    assertThat(sums.get("landed")).isPositive();
    assertThat(sums.get("judged")).isPositive();
    assertThat(sums.get("dead_letters")).isZero();
    assertThat(sums.get("pendingRecords")).isZero();
    assertThat(rest.maxima(job, List.of("policy_generation")))
        .containsEntry("policy_generation", 1.0);
  }

  private List<String> arguments() {
    return List.of(
        "--bootstrap-servers", kafka.bootstrapServers(),
        "--topic", topic,
        "--create-topic-partitions", Integer.toString(PARTITIONS),
        "--db-url", database.url(),
        "--db-user", database.user(),
        "--parallelism", "2",
        "--checkpoint-interval", "500ms");
  }

  private void send(String wave) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      kafka.sendAll(
          topic, partition, Findings.many(wave + "-" + partition, FINDINGS_PER_WAVE / PARTITIONS));
    }
  }

  private long landed() {
    return database.number("SELECT coalesce(sum(next_offset), 0) FROM landing_progress");
  }
}

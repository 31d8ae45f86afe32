package dev.fencepost.streaming;

import static dev.fencepost.streaming.LandingCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.landing.Incoming.Sender;
import dev.fencepost.engine.record.RecordEncoder;
import dev.fencepost.engine.record.SenderHeaders;
import dev.fencepost.testkit.kafka.TestKafka;
import dev.fencepost.testkit.kafka.TestTopics;
import dev.fencepost.testkit.kafka.TestTransactions;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandingJobIT {

  private static final int PARTITIONS = 3;
  private static @Nullable LandingCluster shared;

  private final TestTopics kafka = TestKafka.shared();
  private final LandingDatabase database = LandingDatabase.create();
  private final String topic = kafka.newTopic("findings", PARTITIONS);

  @BeforeAll
  static void start_cluster(@TempDir Path folder) {
    shared = new LandingCluster(folder);
  }

  @AfterAll
  static void stop_cluster() {
    cluster().close();
  }

  @AfterEach
  void drop_database() {
    database.close();
  }

  @Test
  void findings_land_and_are_judged_and_what_is_no_finding_becomes_a_dead_letter() {
    kafka.sendAll(topic, 0, Findings.many("zero", 1_000));
    kafka.send(topic, 1, "{\"finding_id\":");
    kafka.send(topic, 1, (byte[]) null);
    kafka.sendAll(topic, 1, Findings.many("one", 500));
    JobID job = start(null);
    until(() -> everythingLanded());
    database.activate("ssn", "finding.info_type == 'US_SSN'");
    kafka.sendAll(topic, 2, Findings.many("two", 300));
    until(() -> everythingLanded());
    cluster().cancel(job);

    assertThat(database.findings()).isEqualTo(1_800);
    assertThat(database.deadLetters())
        .containsExactly("1:0 MALFORMED_JSON 14", "1:1 MALFORMED_JSON 0");
    assertThat(
            database.number("SELECT count(*) FROM policy_results WHERE open AND origin = 'STREAM'"))
        .isEqualTo(150);
    assertThat(database.number("SELECT count(*) FROM landing_latency WHERE p95_wait_millis > 0"))
        .as("subtasks that said how long records had waited")
        .isPositive();
  }

  @Test
  void a_message_of_5_mb_becomes_a_dead_letter_and_the_stream_goes_on() {
    kafka.send(topic, 0, new byte[5 << 20]);
    kafka.sendAll(topic, 0, Findings.many("after", 10));
    JobID job = start(null);
    until(() -> everythingLanded());
    cluster().cancel(job);

    assertThat(database.findings()).isEqualTo(10);
    assertThat(database.deadLetters()).containsExactly("0:0 TOO_LARGE " + (5 << 20));
  }

  @Test
  void a_task_completes_although_one_of_its_records_cannot_be_read() {
    JobID job = start(null);
    until(() -> database.number("SELECT count(*) FROM landing_progress") == PARTITIONS);
    database.addTask(1, 1);
    Map<String, byte[]> headers = SenderHeaders.write(new Sender(1, 1, 1));
    kafka.send(topic, 1, "{\"finding_id\":", headers);
    kafka.send(topic, 1, new RecordEncoder().endTask(1, 1, 1, 1, 0));
    until(() -> everythingLanded());
    cluster().cancel(job);

    assertThat(
            database.number("SELECT dead_lettered FROM tasks WHERE status = 'COMPLETED_CONSUMED'"))
        .isEqualTo(1);
    assertThat(database.number("SELECT task_id FROM dead_letters")).isEqualTo(1);
  }

  @Test
  void the_database_decides_where_to_read_whatever_a_savepoint_says() {
    kafka.sendAll(topic, 0, Findings.many("first", 100));
    JobID job = start(null);
    until(() -> everythingLanded());
    String savepoint = cluster().stopWithSavepoint(job);

    // Without the savepoint: goes on from the database, which is then ahead of the savepoint.
    kafka.sendAll(topic, 0, Findings.many("second", 100));
    job = start(null);
    until(() -> everythingLanded());
    cluster().cancel(job);
    String firstIngested =
        "SELECT count(DISTINCT ingested_at) FROM findings WHERE finding_id LIKE ?";
    long landings = database.number(firstIngested, "second-%");
    kafka.sendAll(topic, 0, Findings.many("third", 100));
    job = start(savepoint);
    until(() -> everythingLanded());
    cluster().cancel(job);
    assertThat(database.findings()).isEqualTo(300);
    assertThat(database.number(firstIngested, "second-%")).isEqualTo(landings);

    // The database was restored from a backup, which is behind the savepoint.
    forgetFrom(50);
    job = start(savepoint);
    until(() -> everythingLanded());
    cluster().cancel(job);
    assertThat(database.findings()).isEqualTo(300);
    assertThat(database.deadLetters()).isEmpty();
  }

  @Test
  void a_gap_before_a_batch_fails_the_task_which_then_reads_again_what_is_missing() {
    kafka.sendAll(topic, 0, Findings.many("first", 100));
    JobID job = start(null);
    until(() -> everythingLanded());
    forgetFrom(40);
    kafka.sendAll(topic, 0, Findings.many("second", 100));
    until(() -> everythingLanded());

    assertThat(cluster().pastFailures(job)).contains("LostDataException", "offset 100", "up to 40");
    cluster().cancel(job);
    assertThat(database.findings()).isEqualTo(200);
  }

  @Test
  void records_that_retention_took_before_they_landed_end_the_job_with_a_sentence() {
    kafka.sendAll(topic, 0, Findings.many("first", 10));
    JobID job = start(null);
    until(() -> everythingLanded());
    cluster().cancel(job);
    kafka.sendAll(topic, 0, Findings.many("second", 20));
    TopicPartition partition = new TopicPartition(topic, 0);
    admin(admin -> admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(25))).all());

    assertThat(cluster().failure(start(null)))
        .contains("partition 0: Kafka's log begins at offset 25");
    assertThat(database.nextOffset(0)).isEqualTo(10);
  }

  @Test
  void a_topic_that_was_created_anew_ends_the_job_with_a_sentence() {
    kafka.sendAll(topic, 0, Findings.many("first", 10));
    JobID job = start(null);
    until(() -> everythingLanded());
    cluster().cancel(job);
    kafka.delete(topic);
    until(() -> createdAnew());

    assertThat(cluster().failure(start(null))).contains("is not the one landed so far");
    assertThat(database.findings()).isEqualTo(10);
  }

  @Test
  void a_partition_that_is_added_is_landed_from_its_first_record() {
    kafka.sendAll(topic, 0, Findings.many("first", 10));
    JobID job = start(null);
    until(() -> everythingLanded());
    admin(admin -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(4))).all());
    until(() -> sentTo(3));
    until(() -> database.nextOffset(3) == kafka.endOffset(topic, 3));
    cluster().cancel(job);

    assertThat(database.findings()).isEqualTo(11);
  }

  @Test
  void the_job_goes_on_when_the_marker_of_a_transaction_was_passed_by_somebody_else() {
    JobID job = start(null);
    try (TestTransactions transactions = new TestTransactions(kafka.bootstrapServers(), topic)) {
      transactions.begin(0, Findings.of("a", "EMAIL"));
      transactions.commit();
      until(() -> database.nextOffset(0) == 1);
      assertThat(database.pass(topic, 0, 1, 2)).isTrue();
      transactions.begin(0, Findings.of("b", "EMAIL"));
      transactions.commit();
      until(() -> database.nextOffset(0) == 3);
      assertThat(database.pass(topic, 0, 3, 4)).isTrue();
    }
    assertThat(everythingLanded()).isTrue();
    assertThat(cluster().pastFailures(job)).isEmpty();
    cluster().cancel(job);

    kafka.send(topic, 0, Findings.of("c", "EMAIL"));
    job = start(null);
    until(() -> everythingLanded());
    cluster().cancel(job);
    assertThat(database.findings()).isEqualTo(3);
  }

  private JobID start(@Nullable String savepoint) {
    return cluster().start(database, kafka.bootstrapServers(), topic, savepoint);
  }

  private boolean everythingLanded() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      if (database.nextOffset(partition) != kafka.endOffset(topic, partition)) {
        return false;
      }
    }
    return true;
  }

  private void forgetFrom(long offset) {
    database.change("DELETE FROM findings WHERE source_offset >= ?", offset);
    database.change("UPDATE landing_progress SET next_offset = ? WHERE partition = 0", offset);
  }

  /** Brokers delete in the background, so the name is taken for a while. */
  private boolean createdAnew() {
    try {
      kafka.create(topic, PARTITIONS);
      return true;
    } catch (IllegalStateException stillThere) {
      return false;
    }
  }

  /** The producer learns of a new partition a little later. */
  private boolean sentTo(int partition) {
    try {
      kafka.send(topic, partition, Findings.of("added", "EMAIL"));
      return true;
    } catch (IllegalStateException unknownPartition) {
      return false;
    }
  }

  private interface AdminAction {
    org.apache.kafka.common.KafkaFuture<?> on(Admin admin);
  }

  private void admin(AdminAction action) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      action.on(admin).get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("Kafka did not do it", e);
    }
  }

  private static LandingCluster cluster() {
    if (shared == null) {
      throw new IllegalStateException("no cluster");
    }
    return shared;
  }
}

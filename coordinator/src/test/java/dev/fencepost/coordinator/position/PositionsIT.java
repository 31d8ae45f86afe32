package dev.fencepost.coordinator.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.coordinator.CoordinatorMain;
import dev.fencepost.coordinator.CoordinatorSettings;
import dev.fencepost.coordinator.supervise.SupervisionSettings;
import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.engine.fence.ActivationRequest;
import dev.fencepost.engine.fence.Fence;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.job.TaskTimes;
import dev.fencepost.engine.landing.Lander;
import dev.fencepost.engine.landing.LandingSources;
import dev.fencepost.engine.landing.LogRange;
import dev.fencepost.engine.record.RecordDecoder;
import dev.fencepost.engine.record.RecordEncoder;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.kafka.TestKafka;
import dev.fencepost.testkit.kafka.TestTopics;
import dev.fencepost.testkit.kafka.TestTransactions;
import dev.fencepost.testkit.postgres.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class PositionsIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int PARTITIONS = 4;

  private final RecordEncoder encoder = new RecordEncoder();
  private final RecordDecoder decoder = new RecordDecoder();
  private final TestTopics kafka = TestKafka.shared();
  private final String topic = kafka.newTopic("findings", PARTITIONS);
  private final TestTransactions transactions =
      new TestTransactions(kafka.bootstrapServers(), topic);
  private final TestDatabase store =
      TestDatabase.copyOf("migrated", empty -> Schema.migrate(settings(empty)));
  private final Database database = Database.connecting(settings(store));

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }

  @AfterEach
  void close() {
    transactions.close();
    store.close();
  }

  @Test
  void a_policy_is_caught_up_when_nothing_readable_is_left_before_kafkas_ends() throws Exception {
    int source = register(topicId());
    Lander job = new Lander(database, source, topic);
    // 0: two records and the marker of their transaction.
    transactions.begin(0, finding("a"), finding("b"));
    transactions.commit();
    job.land(List.of(batch(0, 0, 2, read(0, "a"), read(1, "b"))));
    // 1: a record, then an aborted transaction.
    kafka.send(topic, 1, finding("c"));
    transactions.begin(1, finding("never"), finding("never"));
    transactions.abort();
    job.land(List.of(batch(1, 0, 1, read(0, "c"))));
    // 3: an aborted transaction between two records.
    kafka.send(topic, 3, finding("d"));
    transactions.begin(3, finding("never"));
    transactions.abort();
    kafka.send(topic, 3, finding("e"));
    job.land(List.of(batch(3, 0, 1, read(0, "d"))));
    // 2: an open transaction with a record of another producer behind it.
    kafka.send(topic, 2, finding("f"));
    transactions.begin(2, finding("g"));
    kafka.send(topic, 2, finding("h"));
    job.land(List.of(batch(2, 0, 1, read(0, "f"))));
    Map<Integer, Long> ends = ends();
    assertThat(ends).isEqualTo(Map.of(0, 3L, 1, 4L, 2, 1L, 3, 4L));
    activate(source, ends);

    try (ConfigurableApplicationContext coordinator = coordinator()) {
      assertThat(coordinator.isActive()).isTrue();
      standStill();
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(positions(source)).containsExactly(3L, 4L, 1L, 3L));
      assertThat(number("SELECT count(caught_up_at) FROM policy_versions")).isZero();

      // The job knows nothing of it: its next batches begin where its last ones ended.
      job.land(List.of(batch(3, 1, 4, read(3, "e"))));
      await()
          .atMost(LIMIT)
          .until(() -> number("SELECT count(caught_up_at) FROM policy_versions") == 1);

      transactions.commit();
      transactions.begin(0, finding("i"));
      transactions.commit();
      job.land(List.of(batch(0, 2, 4, read(3, "i"))));
      standStill();
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(positions(source)).containsExactly(5L, 4L, 1L, 4L));
      job.land(List.of(batch(2, 1, 3, read(1, "g"), read(2, "h"))));
      assertThat(number("SELECT count(*) FROM findings")).isEqualTo(9);
    }
  }

  @Test
  void positions_of_a_topic_that_was_recreated_stay_where_they_are() throws Exception {
    int gone = register("another-topic-id");
    int source =
        new LandingSources(database).accept(clusterId(), topicId(), topic, "test", "recreated");
    assertThat(register(topicId())).isEqualTo(source);
    transactions.begin(0, finding("never"));
    transactions.abort();
    standStill();

    try (PositionRounds rounds =
        new PositionRounds(kafka.bootstrapServers(), database, new SimpleMeterRegistry())) {
      rounds.round();
      rounds.round();
    }
    assertThat(positions(gone)).containsExactly(0L, 0L, 0L, 0L);
    assertThat(positions(source)).containsExactly(2L, 0L, 0L, 0L);
  }

  private ConfigurableApplicationContext coordinator() {
    return CoordinatorMain.run(
        new CoordinatorSettings(
            settings(store),
            kafka.bootstrapServers(),
            "default",
            "c1",
            0,
            Duration.ofSeconds(5),
            new TaskTimes(Duration.ofSeconds(5), Duration.ofMinutes(5)),
            Duration.ofMillis(50),
            SupervisionSettings.none()));
  }

  private int register(String topicId) throws Exception {
    Map<Integer, LogRange> logs = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      logs.put(partition, new LogRange(0, Long.MAX_VALUE));
    }
    return new LandingSources(database).open(clusterId(), topicId, topic, logs).sourceNo();
  }

  /** A streaming policy whose history is judged, which leaves the records before its fence. */
  private void activate(int source, Map<Integer, Long> ends) {
    Map<SourcePartition, Long> brokerEnds = new HashMap<>();
    ends.forEach((partition, end) -> brokerEnds.put(new SourcePartition(source, partition), end));
    new Fence(database)
        .activate(
            new ActivationRequest(
                "request",
                "test",
                null,
                List.of(new PolicyDraft("p", "true", true, "high", "", Map.of(), "p")),
                Offsets.of(brokerEnds)));
    sql("UPDATE policy_versions SET status = 'ACTIVE', backfilled_at = now()");
  }

  private Map<Integer, Long> ends() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      partitions.add(new TopicPartition(topic, partition));
    }
    Map<Integer, Long> ends = new TreeMap<>();
    TestTransactions.ends(kafka.bootstrapServers(), partitions)
        .forEach((partition, end) -> ends.put(partition.partition(), end));
    return ends;
  }

  /** All of them at once, so that a round that looks at one looks at each. */
  private void standStill() {
    sql("UPDATE landing_progress SET updated_at = now() - interval '1 minute'");
  }

  private List<Long> positions(int source) {
    return List.copyOf(new LandingSources(database).positions(source).values());
  }

  private static PartitionBatch batch(int partition, long from, long to, Incoming... records) {
    return new PartitionBatch(partition, from, to, Arrays.asList(records));
  }

  private Incoming read(long offset, String id) {
    return decoder.decode(offset, finding(id));
  }

  private byte[] finding(String id) {
    Finding finding =
        new Finding(id, "URL", 0.9, 1, "docs", "default", "a/" + id, "", Map.of(), Instant.EPOCH);
    return encoder.finding(finding, null, false);
  }

  private String clusterId() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin.describeCluster().clusterId().get();
    }
  }

  private String topicId() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .values()
          .iterator()
          .next()
          .topicId()
          .toString();
    }
  }

  private void sql(String statement) {
    database.transact("prepare a test", tx -> Jdbc.update(tx, statement));
  }

  private long number(String query) {
    return database.transact("look", tx -> Jdbc.one(tx, query, row -> row.getLong(1)));
  }
}

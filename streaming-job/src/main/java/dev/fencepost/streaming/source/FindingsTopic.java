package dev.fencepost.streaming.source;

import dev.fencepost.engine.landing.LogRange;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topic that is landed. */
public record FindingsTopic(String bootstrapServers, String name) implements Serializable {

  /** Longer than the connector waits, so that a broker that restarts is no failure. */
  private static final int LIMIT_MILLIS = 60_000;

  /**
   * One life of the topic, and what its partitions hold.
   *
   * @param topicId another one after the topic was deleted and created again
   */
  record Incarnation(String clusterId, String topicId, Map<Integer, LogRange> logs) {}

  /** Asks the brokers; the starts and ends may be older than the answer. */
  Incarnation describe() {
    return ask(
        admin -> {
          String clusterId = result(admin.describeCluster().clusterId());
          TopicDescription topic =
              result(admin.describeTopics(List.of(name)).allTopicNames())
                  .values()
                  .iterator()
                  .next();
          Map<Integer, Long> starts = offsets(admin, topic, OffsetSpec.earliest());
          Map<Integer, Long> ends = offsets(admin, topic, OffsetSpec.latest());
          Map<Integer, LogRange> logs = new HashMap<>();
          starts.forEach(
              (partition, start) ->
                  logs.put(partition, new LogRange(start, ends.getOrDefault(partition, start))));
          return new Incarnation(clusterId, topic.topicId().toString(), logs);
        });
  }

  /**
   * Creates the topic with the brokers' own replication.
   *
   * @return false when it exists already, with however many partitions
   */
  public boolean createIfMissing(int partitions) {
    return ask(
        admin -> {
          NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
          try {
            admin.createTopics(List.of(topic)).all().get();
            return true;
          } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
              return false;
            }
            throw failure(e);
          } catch (InterruptedException e) {
            throw interrupted(e);
          }
        });
  }

  private Map<Integer, Long> offsets(Admin admin, TopicDescription topic, OffsetSpec wanted) {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    for (TopicPartitionInfo partition : topic.partitions()) {
      question.put(new TopicPartition(name, partition.partition()), wanted);
    }
    Map<Integer, Long> offsets = new HashMap<>();
    Map<TopicPartition, ListOffsetsResultInfo> answer = result(admin.listOffsets(question).all());
    answer.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
    return offsets;
  }

  private <T> T ask(Function<Admin, T> question) {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      return question.apply(admin);
    }
  }

  private <T> T result(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private IllegalStateException failure(ExecutionException e) {
    if (e.getCause() instanceof UnknownTopicOrPartitionException) {
      return new IllegalStateException("the topic " + name + " does not exist on the brokers", e);
    }
    return new IllegalStateException("Kafka did not answer about the topic " + name, e);
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for Kafka", e);
  }
}

package dev.fencepost.coordinator.position;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads as the landing job does, committed records only, to see where it comes without any. */
final class CommittedReader implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(200);

  /** What is not read within this time is read in the next round. */
  private static final Duration ROUND = Duration.ofSeconds(5);

  private static final int TIME_LIMIT_MILLIS = 5_000;

  /** Of a partition only the first record counts; a batch that is larger is fetched alone. */
  private static final int FETCH_BYTES = 64 << 10;

  private final String bootstrapServers;
  private @Nullable Clients clients;

  private record Clients(Admin admin, KafkaConsumer<byte[], byte[]> consumer) {}

  CommittedReader(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Whether this incarnation of the topic is the one that the brokers have. */
  boolean knows(String clusterId, String topicId, String topic) {
    Admin admin = clients().admin;
    try {
      return clusterId.equals(answer(admin.describeCluster().clusterId()))
          && answer(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
              .anyMatch(found -> topicId.equals(found.topicId().toString()));
    } catch (UnknownTopicOrPartitionException e) {
      return false;
    } catch (KafkaException e) {
      close();
      throw e;
    }
  }

  /**
   * Reads on from positions.
   *
   * @param from for each partition where to begin
   * @return how far there is no readable record, of the partitions where that is further: the
   *     offset of the first one, or the position that reading came to
   * @throws KafkaException when the broker is away, or does not have a position
   */
  Map<Integer, Long> read(String topic, Map<Integer, Long> from) {
    KafkaConsumer<byte[], byte[]> consumer = clients().consumer;
    try {
      Map<TopicPartition, Long> starts = new HashMap<>();
      from.forEach((partition, at) -> starts.put(new TopicPartition(topic, partition), at));
      // Before the ends are asked for: of partitions that are not assigned the client complains.
      consumer.assign(starts.keySet());
      Map<TopicPartition, Long> ends = endsAbove(consumer, starts);
      Map<Integer, Long> reached = new HashMap<>();
      readUntil(consumer, starts, ends)
          .forEach(
              (partition, to) -> {
                if (to > starts.getOrDefault(partition, to)) {
                  reached.put(partition.partition(), to);
                }
              });
      return reached;
    } catch (KafkaException e) {
      close();
      throw e;
    }
  }

  /** A partition whose log begins above its position is the landing job's to complain about. */
  private static Map<TopicPartition, Long> endsAbove(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> starts) {
    Map<TopicPartition, Long> logStarts = consumer.beginningOffsets(starts.keySet());
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(starts.keySet()));
    ends.entrySet()
        .removeIf(
            end -> {
              long start = starts.getOrDefault(end.getKey(), end.getValue());
              return end.getValue() <= start
                  || logStarts.getOrDefault(end.getKey(), Long.MAX_VALUE) > start;
            });
    return ends;
  }

  private static Map<TopicPartition, Long> readUntil(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> reached = new HashMap<>();
    Set<TopicPartition> open = new HashSet<>(ends.keySet());
    consumer.assign(open);
    open.forEach(partition -> consumer.seek(partition, starts.getOrDefault(partition, 0L)));
    long giveUpAt = System.nanoTime() + ROUND.toNanos();
    while (!open.isEmpty() && System.nanoTime() - giveUpAt < 0) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(WAIT);
      Collection<TopicPartition> done = new HashSet<>();
      for (TopicPartition partition : open) {
        if (records.partitions().contains(partition)) {
          reached.put(partition, records.records(partition).get(0).offset());
          done.add(partition);
        } else {
          long position = consumer.position(partition);
          reached.put(partition, position);
          if (position >= ends.getOrDefault(partition, 0L)) {
            done.add(partition);
          }
        }
      }
      consumer.pause(done);
      open.removeAll(done);
    }
    consumer.unsubscribe();
    return reached;
  }

  private Clients clients() {
    @Nullable Clients current = clients;
    if (current == null) {
      Map<String, Object> limits =
          Map.of(
              "bootstrap.servers", bootstrapServers,
              "client.id", "fencepost-positions",
              "request.timeout.ms", TIME_LIMIT_MILLIS,
              "default.api.timeout.ms", TIME_LIMIT_MILLIS,
              "enable.metrics.push", false);
      Map<String, Object> reading = new HashMap<>(limits);
      reading.put("isolation.level", "read_committed");
      reading.put("auto.offset.reset", "none");
      reading.put("enable.auto.commit", false);
      reading.put("allow.auto.create.topics", false);
      reading.put("max.partition.fetch.bytes", FETCH_BYTES);
      reading.put("max.poll.records", 1);
      current =
          new Clients(
              Admin.create(limits),
              new KafkaConsumer<>(
                  reading, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
      clients = current;
    }
    return current;
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka
          ? kafka
          : new KafkaException("the topic could not be looked up", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    @Nullable Clients current = clients;
    clients = null;
    if (current != null) {
      current.consumer.close(
          org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
      current.admin.close(Duration.ofSeconds(1));
    }
  }
}

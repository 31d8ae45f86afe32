package dev.fencepost.testkit.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Raw bytes in and out of explicit partitions; every call waits for at most half a minute. */
public final class TestTopics implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int MAX_REQUEST_BYTES = 10 * 1024 * 1024;

  /**
   * A broker shows a new partition a moment before it leads it. Of several requests on their way
   * the first would then be refused and the second taken, after which the first is out of order and
   * is refused again until its delivery times out.
   */
  static final int ONE_AT_A_TIME = 1;

  /** A broker on the same machine knows a new topic after a few milliseconds. */
  private static final int RETRY_MILLIS = 10;

  private static final AtomicInteger NEXT = new AtomicInteger();

  private final String bootstrapServers;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  public TestTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin =
        Admin.create(
            Map.of("bootstrap.servers", bootstrapServers, "retry.backoff.ms", RETRY_MILLIS));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "max.request.size", MAX_REQUEST_BYTES,
                "max.in.flight.requests.per.connection", ONE_AT_A_TIME,
                "retry.backoff.ms", RETRY_MILLIS),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Creates a topic of a name that no other test uses, and returns the name. */
  public String newTopic(String prefix, int partitions) {
    String name = prefix + "-" + NEXT.incrementAndGet();
    create(name, partitions);
    return name;
  }

  public void create(String topic, int partitions) {
    result(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all());
  }

  /** Deletes the topic; its name may be used again, as another incarnation of it. */
  public void delete(String topic) {
    result(admin.deleteTopics(List.of(topic)).all());
  }

  /** Waits until the record is acknowledged; returns its offset. */
  public long send(String topic, int partition, byte @Nullable [] value) {
    return result(producer.send(new ProducerRecord<>(topic, partition, null, value))).offset();
  }

  /** As {@link #send}, with headers beside the value. */
  public long send(String topic, int partition, String value, Map<String, byte[]> headers) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, null, value.getBytes(StandardCharsets.UTF_8));
    headers.forEach((name, text) -> record.headers().add(name, text));
    return result(producer.send(record)).offset();
  }

  public long send(String topic, int partition, String value) {
    return send(topic, partition, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends all before it waits, which is quick for many. */
  public void sendAll(String topic, int partition, List<String> values) {
    List<Future<?>> pending = new ArrayList<>();
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      pending.add(producer.send(new ProducerRecord<>(topic, partition, null, bytes)));
    }
    pending.forEach(TestTopics::result);
  }

  /** The offset that the next record of the partition will have. */
  public long endOffset(String topic, int partition) {
    TopicPartition asked = new TopicPartition(topic, partition);
    return result(admin.listOffsets(Map.of(asked, OffsetSpec.latest())).partitionResult(asked))
        .offset();
  }

  /** Every record that the partition holds now, in order. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic, int partition) {
    TopicPartition from = new TopicPartition(topic, partition);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(from));
      consumer.seekToBeginning(List.of(from));
      long end = end(consumer, from);
      long deadline = System.nanoTime() + LIMIT.toNanos();
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (consumer.position(from) < end) {
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException("reading " + from + " took longer than " + LIMIT);
        }
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** As {@link #read}, the values alone as text. */
  public List<String> readText(String topic, int partition) {
    return read(topic, partition).stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static long end(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    return consumer.endOffsets(List.of(partition), LIMIT).getOrDefault(partition, 0L);
  }

  static <T> T result(Future<T> future) {
    try {
      return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Kafka did not do it: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Kafka", e);
    }
  }
}

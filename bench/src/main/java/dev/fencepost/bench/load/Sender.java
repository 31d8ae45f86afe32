package dev.fencepost.bench.load;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.cli.topic.Topics;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends a feed to the topic with the settings that a worker has. */
final class Sender implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final Feed feed;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  Sender(String kafka, Feed feed) {
    this.feed = feed;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "max.in.flight.requests.per.connection",
                1,
                "enable.metrics.push",
                false,
                "linger.ms",
                20,
                "batch.size",
                64 << 10,
                "buffer.memory",
                8L << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** How many were sent so far. */
  long sent() {
    return feed.sent();
  }

  void next() {
    int partition = Feed.partitionOf(feed.sent());
    Future<?> unused =
        producer.send(
            new ProducerRecord<>(Topics.FINDINGS, partition, null, feed.next()),
            (metadata, failed) -> failure.compareAndSet(null, failed));
  }

  /** Sends so many as fast as they are taken. */
  void next(long records) {
    for (long i = 0; i < records; i++) {
      next();
    }
    flush();
  }

  /**
   * Returns when everything is in the topic.
   *
   * @throws CommandFailure when something is not
   */
  void flush() {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw CommandFailure.failed("a record was not taken by Kafka: " + failed.getMessage());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}

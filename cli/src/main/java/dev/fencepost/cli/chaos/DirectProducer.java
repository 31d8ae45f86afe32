package dev.fencepost.cli.chaos;

import dev.fencepost.chaos.history.DirectRecords;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends seeded records at an even pace, and waits as long as it takes for each to be taken. */
final class DirectProducer implements Runnable {

  private static final Duration PAUSE = Duration.ofMillis(40);

  private final String bootstrapServers;
  private final String topic;
  private final int partitions;
  private final DirectRecords records;
  private final AtomicBoolean stopping;
  private final Consumer<RecordMetadata> acknowledged;

  /**
   * @param acknowledged called for each record that the broker has taken, by another thread
   */
  DirectProducer(
      String bootstrapServers,
      String topic,
      int partitions,
      DirectRecords records,
      AtomicBoolean stopping,
      Consumer<RecordMetadata> acknowledged) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.partitions = partitions;
    this.records = records;
    this.stopping = stopping;
    this.acknowledged = acknowledged;
  }

  /** Sends until it is told to stop; returns when all that was sent is in the log. */
  @Override
  public void run() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "acks",
            "all",
            "enable.idempotence",
            true,
            // Two on their way to a partition that has no leader yet block each other.
            "max.in.flight.requests.per.connection",
            1,
            "delivery.timeout.ms",
            600_000,
            "request.timeout.ms",
            5_000,
            "max.block.ms",
            600_000,
            "max.request.size",
            10 << 20,
            "linger.ms",
            5);
    try (KafkaProducer<byte[], String> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new StringSerializer())) {
      while (!stopping.get()) {
        records.next().forEach(record -> send(producer, record));
        Thread.sleep(PAUSE.toMillis());
      }
      producer.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(KafkaProducer<byte[], String> producer, DirectRecords.Sending record) {
    ProducerRecord<byte[], String> sent =
        new ProducerRecord<>(topic, record.place() % partitions, null, record.value());
    if (record.spoilt()) {
      sent.headers().add(DirectRecords.SPOILT, new byte[] {1});
    }
    var unused =
        producer.send(
            sent,
            (metadata, failure) -> {
              // What was not taken is not in the log, and so nobody will look for it.
              if (failure == null) {
                acknowledged.accept(metadata);
              }
            });
  }
}

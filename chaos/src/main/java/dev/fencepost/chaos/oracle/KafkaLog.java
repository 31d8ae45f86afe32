package dev.fencepost.chaos.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Everything that a topic holds.
 *
 * @param records each partition's in the order of their offsets
 * @param ends for each partition, the position after its last record
 */
public record KafkaLog(List<LogRecord> records, Map<Integer, Long> ends) {

  private static final Duration WAIT = Duration.ofMillis(500);

  public KafkaLog {
    records = List.copyOf(records);
    ends = Map.copyOf(ends);
  }

  /** Reads the topic from its beginning to its present end. */
  public static KafkaLog read(String bootstrapServers, String topic) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "none",
            "enable.auto.commit",
            false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<LogRecord> records = new ArrayList<>();
      while (!hasReached(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
          if (record.offset() < ends.getOrDefault(partition(record), 0L)) {
            records.add(LogParser.parse(record));
          }
        }
      }
      return new KafkaLog(records, byNumber(ends));
    }
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private static boolean hasReached(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    Collection<Map.Entry<TopicPartition, Long>> wanted = ends.entrySet();
    return wanted.stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> ends) {
    Map<Integer, Long> byNumber = new java.util.HashMap<>();
    ends.forEach((partition, end) -> byNumber.put(partition.partition(), end));
    return byNumber;
  }

  /** How many records that nobody spoilt there are. */
  public long good() {
    return records.stream().filter(record -> !(record instanceof LogRecord.Bad)).count();
  }
}

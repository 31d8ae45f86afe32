package dev.fencepost.streaming.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Leaves the positions to the readers, which ask the database when they are given a partition: what
 * is named here is replaced there. A position that the brokers do not have is an error, never a
 * reset.
 */
// The connector's interface still names Kafka's deprecated enum.
@SuppressWarnings("deprecation")
final class DatabaseDecides implements OffsetsInitializer {

  private static final long serialVersionUID = 1;

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever brokers) {
    Map<TopicPartition, Long> replacedByReaders = new HashMap<>();
    partitions.forEach(partition -> replacedByReaders.put(partition, 0L));
    return replacedByReaders;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}

package dev.fencepost.streaming.landing;

import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.engine.record.RecordDecoder;
import dev.fencepost.streaming.record.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was read and has not landed yet, of all partitions of one task. */
final class PendingBatch {

  private static final class Partition {
    private long from;
    private long to;
    private List<Incoming> records = new ArrayList<>();

    private Partition(long position) {
      from = position;
      to = position;
    }
  }

  private final BatchLimits limits;
  private final RecordDecoder decoder = new RecordDecoder();
  private final Map<Integer, Partition> partitions = new TreeMap<>();
  private int records;
  private long bytes;
  private long oldestWritten = Long.MAX_VALUE;

  PendingBatch(BatchLimits limits) {
    this.limits = limits;
  }

  /** Reading of a partition begins here; what was pending of it is read again. */
  void start(int partition, long position) {
    partitions.put(partition, new Partition(position));
  }

  /**
   * Another record.
   *
   * @param written when the topic got it, in milliseconds; null, or -1 as in Kafka, when nobody
   *     said it
   */
  void add(RawRecord raw, @Nullable Long written) {
    @Nullable Partition partition = partitions.get(raw.partition());
    if (partition == null || raw.offset() < partition.to) {
      throw new IllegalStateException("out of order: " + raw);
    }
    byte @Nullable [] value = raw.value();
    partition.records.add(decoder.decode(raw.offset(), raw.sender(), value));
    partition.to = raw.offset() + 1;
    records++;
    bytes += value == null ? 0 : value.length;
    if (written != null && written > 0) {
      oldestWritten = Math.min(oldestWritten, written);
    }
  }

  /**
   * How long the oldest record has been in the topic; 0 when nobody said it, or by a clock that is
   * ahead.
   *
   * @param now in milliseconds, like the answer
   */
  long waited(long now) {
    return Math.max(0, now - oldestWritten);
  }

  boolean isEmpty() {
    return records == 0;
  }

  /**
   * Whether it is to be landed now.
   *
   * @param atMost records
   */
  boolean isFull(int atMost) {
    return records >= atMost || bytes >= limits.bytes();
  }

  int records() {
    return records;
  }

  /** The batches of the partitions that have records, in the order of their numbers. */
  List<PartitionBatch> batches() {
    List<PartitionBatch> batches = new ArrayList<>();
    partitions.forEach(
        (number, partition) -> {
          if (partition.from < partition.to) {
            batches.add(
                new PartitionBatch(number, partition.from, partition.to, partition.records));
          }
        });
    return batches;
  }

  /** All of it is durable: the next batches begin where these ended. */
  void landed() {
    partitions.replaceAll((number, partition) -> new Partition(partition.to));
    records = 0;
    bytes = 0;
    oldestWritten = Long.MAX_VALUE;
  }
}

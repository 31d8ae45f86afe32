package dev.fencepost.core.landing;

import java.util.List;

/**
 * What one flush covers of one partition: the read positions {@code [from, to)} and the records
 * found there. Offsets without a record are normal; they belong to aborted transactions or
 * compaction.
 *
 * @param from the {@code to} of the flush before
 */
public record PartitionBatch(int partition, long from, long to, List<Incoming> records) {

  public PartitionBatch {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no range of offsets: [" + from + ", " + to + ")");
    }
    records = List.copyOf(records);
  }

  /** Whether records between what is durable and this batch would be lost. */
  public boolean leavesGapAfter(long nextOffset) {
    return from > nextOffset;
  }

  /** What is left when everything before {@code nextOffset} has landed already. */
  public PartitionBatch startingAt(long nextOffset) {
    if (nextOffset == from) {
      return this;
    }
    return new PartitionBatch(
        partition,
        nextOffset,
        Math.max(to, nextOffset),
        records.stream().filter(record -> record.offset() >= nextOffset).toList());
  }

  /** The part before an offset. */
  public PartitionBatch endingAt(long offset) {
    return new PartitionBatch(
        partition, from, offset, records.stream().filter(r -> r.offset() < offset).toList());
  }
}

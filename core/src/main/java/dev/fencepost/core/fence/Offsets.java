package dev.fencepost.core.fence;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An offset for each partition. Used as a cut-off it names the last offset that is inside; used as
 * an end it names the first one that is outside, as Kafka does.
 */
public record Offsets(SortedMap<SourcePartition, Long> byPartition) {

  /** The cut-off of a partition that did not exist at the fence. */
  public static final long NOTHING = -1;

  public Offsets {
    byPartition = Collections.unmodifiableSortedMap(new TreeMap<>(byPartition));
  }

  public static Offsets of(Map<SourcePartition, Long> offsets) {
    return new Offsets(new TreeMap<>(offsets));
  }

  /** The cut-offs of positions: everything before them is inside. */
  public static Offsets cutoffsOf(Map<SourcePartition, Long> nextOffsets) {
    TreeMap<SourcePartition, Long> cutoffs = new TreeMap<>();
    nextOffsets.forEach((partition, next) -> cutoffs.put(partition, next - 1));
    return new Offsets(cutoffs);
  }

  /** Whether a record is at or below this cut-off. */
  public boolean covers(SourcePartition partition, long offset) {
    return offset <= byPartition.getOrDefault(partition, NOTHING);
  }

  /** Whether positions have reached these ends in every partition. */
  public boolean reachedBy(Map<SourcePartition, Long> nextOffsets) {
    return byPartition.entrySet().stream()
        .allMatch(end -> nextOffsets.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }
}

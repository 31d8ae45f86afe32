package dev.fencepost.cli.topic;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.fence.SourcePartition;
import java.util.HashMap;
import java.util.Map;

/**
 * How far one incarnation of a topic reaches.
 *
 * @param nextOffsets for each partition the offset that the next committed record will have
 */
public record TopicEnds(String clusterId, String topicId, Map<Integer, Long> nextOffsets) {

  public TopicEnds {
    nextOffsets = Map.copyOf(nextOffsets);
  }

  /** The same ends by the number under which the database knows this incarnation. */
  public Offsets of(int sourceNo) {
    Map<SourcePartition, Long> ends = new HashMap<>();
    nextOffsets.forEach(
        (partition, next) -> ends.put(new SourcePartition(sourceNo, partition), next));
    return Offsets.of(ends);
  }
}

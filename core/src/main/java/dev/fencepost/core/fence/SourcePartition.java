package dev.fencepost.core.fence;

import java.util.Comparator;

/** A partition of one incarnation of the findings topic. */
public record SourcePartition(int sourceNo, int partition) implements Comparable<SourcePartition> {

  private static final Comparator<SourcePartition> ORDER =
      Comparator.comparingInt(SourcePartition::sourceNo)
          .thenComparingInt(SourcePartition::partition);

  @Override
  public int compareTo(SourcePartition other) {
    return ORDER.compare(this, other);
  }
}

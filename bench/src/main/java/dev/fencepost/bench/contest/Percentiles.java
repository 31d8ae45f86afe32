package dev.fencepost.bench.contest;

import java.util.List;

/** Values in order, for the ones that few exceed. */
public record Percentiles(List<Double> sorted) {

  public Percentiles {
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    sorted = sorted.stream().sorted().toList();
  }

  /** The smallest value that at least so many percent of all do not exceed. */
  public double at(double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }
}

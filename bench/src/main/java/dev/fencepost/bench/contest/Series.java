package dev.fencepost.bench.contest;

import java.util.List;

/**
 * What one contestant's turns gave.
 *
 * @param unit of the values, for example {@code findings/s}
 * @param values one per round, in their order, at least one
 */
public record Series(String name, String unit, List<Double> values) {

  public Series {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values of " + name);
    }
  }

  /** The middle value, or the mean of the two in the middle. */
  public double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  public double lowest() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  public double highest() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** Highest less lowest, as a part of the median. */
  public double spread() {
    return median() == 0 ? 0 : (highest() - lowest()) / median();
  }
}

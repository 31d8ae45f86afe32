package dev.fencepost.bench.report;

import org.jspecify.annotations.Nullable;

/**
 * One value that a goal is held against.
 *
 * @param name in snake_case, as JSON shows it
 * @param goal null when there is none
 */
public record Ratio(String name, double value, @Nullable Goal goal) {

  /** A bound that is met when it is reached. */
  public record Goal(Side side, double bound) {

    boolean isMetBy(double value) {
      return side == Side.AT_LEAST ? value >= bound : value <= bound;
    }

    String text() {
      return (side == Side.AT_LEAST ? "≥ " : "≤ ") + Numbers.brief(bound);
    }
  }

  /** On which side of the bound it is good to be. */
  public enum Side {
    AT_LEAST,
    AT_MOST
  }

  public static Ratio of(String name, double value) {
    return new Ratio(name, value, null);
  }

  public static Ratio atLeast(double bound, String name, double value) {
    return new Ratio(name, value, new Goal(Side.AT_LEAST, bound));
  }

  public static Ratio atMost(double bound, String name, double value) {
    return new Ratio(name, value, new Goal(Side.AT_MOST, bound));
  }

  String goalText() {
    return goal == null ? "" : goal.text();
  }

  /** Empty without a goal. */
  String verdict() {
    return goal == null ? "" : goal.isMetBy(value) ? "met" : "missed";
  }
}

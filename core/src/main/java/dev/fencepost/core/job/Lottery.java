package dev.fencepost.core.job;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * Whose turn it is. Each claim of a task draws an order of the jobs anew; the first one in it that
 * has a task to give is served. Of two jobs, one of twice the priority comes first twice as often,
 * and every job comes first sooner or later.
 */
public final class Lottery {

  public static final int LOWEST_PRIORITY = 1;
  public static final int USUAL_PRIORITY = 10;
  public static final int HIGHEST_PRIORITY = 100;

  private Lottery() {}

  /**
   * A draw; the lowest comes first. Because the draws are exponentially distributed, leaving out
   * jobs without tasks changes nothing in the shares of the others.
   *
   * @param random 0.0 (included) to 1.0 (excluded)
   */
  public static double draw(double random, int priority) {
    return -Math.log(1 - random) / priority;
  }

  /** The jobs in the order of their draws. */
  public static List<Long> order(Map<Long, Integer> priorities, DoubleSupplier random) {
    Map<Long, Double> draws = new TreeMap<>();
    new TreeMap<>(priorities)
        .forEach((job, priority) -> draws.put(job, draw(random.getAsDouble(), priority)));
    return draws.entrySet().stream()
        .sorted(Comparator.comparingDouble(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .toList();
  }
}

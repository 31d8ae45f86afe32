package dev.fencepost.bench.contest;

/**
 * Something that is measured.
 *
 * @param name as the table and the ratios show it, in snake_case
 * @param turn does the work once
 * @param startsAfresh whether each turn is a process of its own on data of its own: a turn to warm
 *     up would leave nothing to the next one
 */
public record Contestant(String name, Turn turn, boolean startsAfresh) {

  /** One that a warm-up is good for. */
  public Contestant(String name, Turn turn) {
    this(name, turn, false);
  }

  /** One that is left out of warm-ups. */
  public static Contestant startingAfresh(String name, Turn turn) {
    return new Contestant(name, turn, true);
  }

  /** One run over fresh data. */
  @FunctionalInterface
  public interface Turn {

    /**
     * Sets up, works and cleans up; only the work is timed.
     *
     * @return the value that is compared, in the unit of the contest
     */
    double take() throws Exception;
  }
}

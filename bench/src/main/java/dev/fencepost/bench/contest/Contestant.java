package dev.fencepost.bench.contest;

/**
 * Something that is measured.
 *
 * @param name as the table and the ratios show it, in snake_case
 * @param turn does the work once
 */
public record Contestant(String name, Turn turn) {

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

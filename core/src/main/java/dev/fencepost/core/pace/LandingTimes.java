package dev.fencepost.core.pace;

/**
 * How a landing fared, or many of them.
 *
 * @param landingMillis how long a landing takes
 * @param waitMillis how long the oldest record of a landing had waited at its end, since it was
 *     written to the topic; by two machines' clocks, so never below 0, and no measure across
 *     producers
 */
public record LandingTimes(long landingMillis, long waitMillis) {

  public LandingTimes {
    if (landingMillis < 0 || waitMillis < 0) {
      throw new IllegalArgumentException(landingMillis + " ms, after " + waitMillis + " ms");
    }
  }
}

package dev.fencepost.core.pace;

/**
 * How landings fared lately.
 *
 * @param times 95th percentiles
 * @param busyPercent for what part of the time a task was landing
 */
public record LandingLately(LandingTimes times, int busyPercent) {

  public LandingLately {
    if (busyPercent < 0 || busyPercent > 100) {
      throw new IllegalArgumentException(busyPercent + " % of the time");
    }
  }
}

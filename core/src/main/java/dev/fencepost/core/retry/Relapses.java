package dev.fencepost.core.retry;

import java.time.Instant;

/**
 * How often something that is begun again failed in a row, and from when on it may be tried.
 *
 * @param inARow 0 when it has not failed yet, 1 for a failure after a steady time
 */
public record Relapses(int inARow, Instant mayTryAt) {

  public static Relapses none() {
    return new Relapses(0, Instant.MIN);
  }

  /**
   * After one more failure. The first in a row costs no pause, each further one a longer pause.
   *
   * @param steady whether it went well for so long that this failure is a first one
   */
  public Relapses oneMore(boolean steady, Instant now, BackOff pauses) {
    int count = steady ? 1 : inARow + 1;
    return new Relapses(count, count == 1 ? now : now.plus(pauses.pause(count - 1)));
  }

  public boolean permitTryAt(Instant now) {
    return !now.isBefore(mayTryAt);
  }
}

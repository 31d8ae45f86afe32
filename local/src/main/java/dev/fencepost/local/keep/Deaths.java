package dev.fencepost.local.keep;

import dev.fencepost.core.retry.BackOff;
import dev.fencepost.local.process.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often a process died in a row, and from when on it may be started again.
 *
 * @param last the one that died last
 * @param inARow 1 for a death after a steady life
 */
record Deaths(ProcessIdentity last, int inARow, Instant mayStartAt) {

  /** A process that lived that long did not die of its start. */
  static final Duration STEADY = Duration.ofSeconds(30);

  /**
   * After one more death. The first in a row costs no pause.
   *
   * @param before null when none of this name died before
   */
  static Deaths oneMore(
      @Nullable Deaths before, ProcessIdentity dead, Duration lived, Instant now, BackOff pauses) {
    boolean again = before != null && lived.compareTo(STEADY) < 0;
    if (before == null || !again) {
      return new Deaths(dead, 1, now);
    }
    return new Deaths(dead, before.inARow + 1, now.plus(pauses.pause(before.inARow)));
  }

  /** After a start that failed: the same death, and a longer pause. */
  Deaths notStarted(Instant now, BackOff pauses) {
    return new Deaths(last, inARow + 1, now.plus(pauses.pause(inARow)));
  }
}

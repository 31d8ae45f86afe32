package dev.fencepost.local.keep;

import dev.fencepost.core.retry.BackOff;
import dev.fencepost.core.retry.Relapses;
import dev.fencepost.local.process.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often the processes of a name died in a row.
 *
 * @param last the one that died last
 */
record Deaths(ProcessIdentity last, Relapses relapses) {

  /** A process that lived that long did not die of its start. */
  static final Duration STEADY = Duration.ofSeconds(30);

  /**
   * After one more death.
   *
   * @param before null when none of this name died before
   */
  static Deaths oneMore(
      @Nullable Deaths before, ProcessIdentity dead, Duration lived, Instant now, BackOff pauses) {
    Relapses relapses = before == null ? Relapses.none() : before.relapses;
    return new Deaths(dead, relapses.oneMore(lived.compareTo(STEADY) >= 0, now, pauses));
  }

  /** After a start that failed: the same death, and a longer pause. */
  Deaths notStarted(Instant now, BackOff pauses) {
    return new Deaths(last, relapses.oneMore(false, now, pauses));
  }
}

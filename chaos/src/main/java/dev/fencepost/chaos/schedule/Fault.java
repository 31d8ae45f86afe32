package dev.fencepost.chaos.schedule;

import java.time.Duration;

/**
 * Something that goes wrong.
 *
 * @param at since the start of the run
 * @param lasts zero for a kill, whose end is up to the stack
 */
public record Fault(Duration at, Kind kind, Target target, Duration lasts) {

  /** What is done. */
  public enum Kind {
    /** The process is killed as by a crash. */
    KILL,
    /** The process stands still for longer than every lease, and then goes on. */
    FREEZE,
    /** All connections to the server break, and no new one comes about. */
    CUT,
    /** Everything to and from the server takes longer. */
    DELAY,
    /** Flink can write no checkpoint. */
    BLOCK
  }

  /** To whom. */
  public enum Target {
    TASK_MANAGER,
    JOB_MANAGER,
    COORDINATOR,
    WORKER_1,
    WORKER_2,
    BACKFILL,
    KAFKA,
    POSTGRES,
    FLINK_REST,
    CHECKPOINTS;

    /** Whether it is a process of its own. */
    public boolean isProcess() {
      return this != FLINK_REST && this != CHECKPOINTS;
    }

    /** Whether a proxy stands in front of it. */
    public boolean isServer() {
      return this == KAFKA || this == POSTGRES || this == FLINK_REST;
    }
  }

  /** When it is over, as far as the one who did it is concerned. */
  public Duration ends() {
    return at.plus(lasts);
  }

  @Override
  public String toString() {
    String line = "%5.1f s  %s %s".formatted(at.toMillis() / 1000.0, kind, target);
    return lasts.isZero() ? line : line + " for %.1f s".formatted(lasts.toMillis() / 1000.0);
  }
}

package dev.fencepost.backfill;

import dev.fencepost.core.pace.Pace;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** So many ranges at once as are permitted now, with rests between them. */
final class RangeTurns {

  private static final long LOOK_MILLIS = 1_000;

  private final Turn[] turns;
  private Pace pace;

  /**
   * One of the turns that are there to be taken; how long it rests is decided by its last range.
   */
  static final class Turn {

    private boolean isTaken;
    private long begun;
    private long ended;
    private Duration worked = Duration.ZERO;

    private Turn() {}

    private void begin() {
      isTaken = true;
      begun = System.nanoTime();
    }

    private void end() {
      isTaken = false;
      ended = System.nanoTime();
      worked = Duration.ofNanos(ended - begun);
    }

    /** For how long from now on; 0 when it can be taken. */
    private long restingMillis(Pace pace) {
      Duration rested = Duration.ofNanos(System.nanoTime() - ended);
      return Math.max(0, pace.restAfter(worked).minus(rested).toMillis());
    }
  }

  /**
   * @param pace permits the most when nothing has to be given way to, and at first
   */
  RangeTurns(Pace pace) {
    this.pace = pace;
    this.turns = new Turn[pace.most()];
    for (int i = 0; i < turns.length; i++) {
      turns[i] = new Turn();
    }
  }

  /** From now on; ranges that are judged already are not interrupted. */
  synchronized void permit(Pace next) {
    pace = next;
    notifyAll();
  }

  /** Whether nothing has to be given way to now. */
  synchronized boolean isFree() {
    return pace.isFree();
  }

  /**
   * Waits for a turn, which is to be given back. Call it outside of any transaction on the leader.
   *
   * @throws IllegalStateException when the lease is lost meanwhile
   */
  synchronized Turn take(LeaseKeeper keeper) {
    Optional<Turn> next = soonest();
    while (next.isEmpty() || next.get().restingMillis(pace) > 0) {
      keeper.requireHeld();
      try {
        long resting = next.map(turn -> turn.restingMillis(pace) + 1).orElse(LOOK_MILLIS);
        wait(Math.min(resting, LOOK_MILLIS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for a turn", e);
      }
      next = soonest();
    }
    next.get().begin();
    return next.get();
  }

  /** Of those that are permitted and not taken, the one that rests the least. */
  private Optional<Turn> soonest() {
    return Stream.of(turns)
        .limit(pace.atOnce())
        .filter(turn -> !turn.isTaken)
        .min(Comparator.comparingLong(turn -> turn.restingMillis(pace)));
  }

  synchronized void giveBack(Turn turn) {
    turn.end();
    notifyAll();
  }
}

package dev.fencepost.backfill;

import dev.fencepost.core.pace.Pace;
import java.time.Duration;

/** So many ranges at once as are permitted now, with rests between them. */
final class RangeTurns {

  private static final long LOOK_MILLIS = 1_000;

  private final Turn[] turns;
  private Pace pace;

  /** One of the turns that are there to be taken; how long it rests is decided by its last range. */
  static final class Turn {

    private boolean isTaken;
    private long begun;
    private long ended;
    private Duration worked = Duration.ZERO;

    private Turn() {}

    /** At most 0 when it can be taken. */
    private long restingMillis(Pace pace) {
      Duration rested = Duration.ofNanos(System.nanoTime() - ended);
      return pace.restAfter(worked).minus(rested).toMillis();
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
    while (true) {
      long soonest = LOOK_MILLIS;
      for (int i = 0; i < pace.atOnce(); i++) {
        if (turns[i].isTaken) {
          continue;
        }
        long resting = turns[i].restingMillis(pace);
        if (resting <= 0) {
          turns[i].isTaken = true;
          turns[i].begun = System.nanoTime();
          return turns[i];
        }
        soonest = Math.min(soonest, resting);
      }
      keeper.requireHeld();
      waitFor(soonest);
    }
  }

  private void waitFor(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a turn", e);
    }
  }

  synchronized void giveBack(Turn turn) {
    turn.isTaken = false;
    turn.ended = System.nanoTime();
    turn.worked = Duration.ofNanos(turn.ended - turn.begun);
    notifyAll();
  }
}

package dev.fencepost.backfill;

/** So many ranges at once as are permitted now. */
final class RangeTurns {

  private static final long LOOK_MILLIS = 1_000;

  private final int most;
  private int permitted;
  private int taken;

  /**
   * @param most are permitted when nothing has to be given way to, and at first
   */
  RangeTurns(int most) {
    this.most = most;
    this.permitted = most;
  }

  /** From now on; ranges that are judged already are not interrupted. */
  synchronized void permit(int ranges) {
    permitted = ranges;
    notifyAll();
  }

  /** Whether nothing has to be given way to now. */
  synchronized boolean isFree() {
    return permitted >= most;
  }

  /**
   * Waits for a turn, which is to be given back. Call it outside of any transaction on the leader.
   *
   * @throws IllegalStateException when the lease is lost meanwhile
   */
  synchronized void take(LeaseKeeper keeper) {
    while (taken >= permitted) {
      keeper.requireHeld();
      try {
        wait(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for a turn", e);
      }
    }
    taken++;
  }

  synchronized void giveBack() {
    taken--;
    notifyAll();
  }
}

package dev.fencepost.backfill;

/** So many ranges at once as are permitted now. */
final class RangeTurns {

  private static final long LOOK_MILLIS = 1_000;

  private int permitted;
  private int taken;

  RangeTurns(int permitted) {
    this.permitted = permitted;
  }

  /** From now on; ranges that are judged already are not interrupted. */
  synchronized void permit(int ranges) {
    permitted = ranges;
    notifyAll();
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

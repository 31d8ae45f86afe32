package dev.fencepost.policy.judge;

import java.util.Arrays;

/** The conditions that are left for one finding, as bits by their positions. */
final class Candidates {

  /** Those that may be true, or fail. */
  final long[] left;

  /** Those of which not every decided part is known to be true. */
  private final long[] undecided;

  private boolean isAnyUndecided;

  Candidates(int words) {
    left = new long[words];
    undecided = new long[words];
  }

  /** Begins anew with a set. */
  void reset(long[] all) {
    System.arraycopy(all, 0, left, 0, all.length);
    if (isAnyUndecided) {
      Arrays.fill(undecided, 0);
      isAnyUndecided = false;
    }
  }

  /**
   * The conditions outside of a set, which a filter could not tell anything about.
   *
   * @param others the set's words from {@code from} on; all before and after are in it
   */
  void undecide(int from, long[] others) {
    isAnyUndecided = true;
    for (int word = 0; word < others.length; word++) {
      undecided[from + word] |= ~others[word];
    }
  }

  boolean isDecided(int condition) {
    return !isAnyUndecided
        || (undecided[ConditionBits.word(condition)] & ConditionBits.bit(condition)) == 0;
  }
}

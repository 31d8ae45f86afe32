package dev.fencepost.policy.judge;

import java.util.Arrays;
import java.util.Collection;

/** Sets of conditions as bits, by their positions. */
final class ConditionBits {

  private ConditionBits() {}

  static int words(int conditions) {
    return (conditions + Long.SIZE - 1) / Long.SIZE;
  }

  static int word(int condition) {
    return condition / Long.SIZE;
  }

  static long bit(int condition) {
    return 1L << condition;
  }

  /** The set of the first so many conditions. */
  static long[] all(int conditions) {
    long[] all = new long[words(conditions)];
    for (int i = 0; i < conditions; i++) {
      all[word(i)] |= bit(i);
    }
    return all;
  }

  /** Every condition but these, and bits set above the last one. */
  static long[] allBut(int words, Collection<Integer> conditions) {
    long[] others = new long[words];
    Arrays.fill(others, -1);
    conditions.forEach(condition -> others[word(condition)] &= ~bit(condition));
    return others;
  }
}

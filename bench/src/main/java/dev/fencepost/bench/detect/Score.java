package dev.fencepost.bench.detect;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How hits compare with labels.
 *
 * @param right hits whose type and offsets are exactly those of a label
 * @param hits all of them
 * @param labels all of them
 */
record Score(int right, int hits, int labels) {

  static final Score NONE = new Score(0, 0, 0);

  Score plus(Score other) {
    return new Score(right + other.right, hits + other.hits, labels + other.labels);
  }

  /** Without a hit nothing is wrong. */
  double precision() {
    return hits == 0 ? 1 : (double) right / hits;
  }

  /** Without a label nothing is missed. */
  double recall() {
    return labels == 0 ? 1 : (double) right / labels;
  }

  double f1() {
    return hits + labels == 0 ? 1 : 2.0 * right / (hits + labels);
  }

  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("precision", precision());
    map.put("recall", recall());
    map.put("f1", f1());
    map.put("support", labels);
    return map;
  }
}

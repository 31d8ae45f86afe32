package dev.fencepost.policy.judge;

/** Numbers from one to another, both included; empty when the first is the larger. */
record Window(long low, long high) {

  private static final Window NOTHING = new Window(Long.MAX_VALUE, Long.MIN_VALUE);

  static Window below(long end) {
    return end == Long.MIN_VALUE ? NOTHING : new Window(Long.MIN_VALUE, end - 1);
  }

  static Window above(long end) {
    return end == Long.MAX_VALUE ? NOTHING : new Window(end + 1, Long.MAX_VALUE);
  }

  Window and(Window other) {
    return new Window(Math.max(low, other.low), Math.min(high, other.high));
  }

  /** The narrowest window that holds both. */
  Window or(Window other) {
    return new Window(Math.min(low, other.low), Math.max(high, other.high));
  }
}

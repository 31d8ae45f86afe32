package dev.fencepost.policy.judge;

/** Numbers from one to another, both included; empty when the first is the larger. */
record Window(long low, long high) {

  Window and(Window other) {
    return new Window(Math.max(low, other.low), Math.min(high, other.high));
  }

  /** The narrowest window that holds both. */
  Window or(Window other) {
    return new Window(Math.min(low, other.low), Math.max(high, other.high));
  }
}

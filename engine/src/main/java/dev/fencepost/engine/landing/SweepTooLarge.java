package dev.fencepost.engine.landing;

import dev.fencepost.core.landing.BatchPlan.Consumed;

/** Leaves a landing whose sweep is too much for one transaction; it is then done in steps. */
final class SweepTooLarge extends RuntimeException {

  private final transient Consumed end;

  SweepTooLarge(Consumed end) {
    super("a sweep needs several steps", null, false, false);
    this.end = end;
  }

  Consumed end() {
    return end;
  }
}

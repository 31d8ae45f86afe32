package dev.fencepost.engine.record;

import dev.fencepost.core.landing.Rejection;

/**
 * Leaves the decoding of a record that is not understood. Carries no stack: it is an answer, not a
 * failure.
 */
final class Rejected extends Exception {

  private final transient Rejection rejection;

  Rejected(Rejection.Reason reason, String detail) {
    super(detail, null, false, false);
    this.rejection = new Rejection(reason, detail);
  }

  Rejection rejection() {
    return rejection;
  }
}

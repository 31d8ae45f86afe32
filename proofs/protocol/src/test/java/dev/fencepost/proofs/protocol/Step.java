package dev.fencepost.proofs.protocol;

/**
 * Something that may happen next.
 *
 * @param mayNeverCome a crash, say: nothing may depend on it
 */
record Step(String what, State next, boolean mayNeverCome) {

  static Step of(String what, State next) {
    return new Step(what, next, false);
  }

  static Step optional(String what, State next) {
    return new Step(what, next, true);
  }
}

package dev.fencepost.discovery.worker;

import dev.fencepost.core.job.FailureKind;

/** The attempt at work cannot be finished; the message is a sentence for operators. */
final class AttemptFailed extends Exception {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  AttemptFailed(FailureKind kind, String message) {
    super(message);
    this.kind = kind;
  }

  FailureKind kind() {
    return kind;
  }
}

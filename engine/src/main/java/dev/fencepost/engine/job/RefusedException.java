package dev.fencepost.engine.job;

/** What was asked for is not possible now; the message is a sentence that says why. */
public final class RefusedException extends RuntimeException {

  public RefusedException(String message) {
    super(message);
  }
}

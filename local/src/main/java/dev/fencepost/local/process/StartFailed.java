package dev.fencepost.local.process;

/**
 * A part of the local stack did not start; the message says why in a sentence and where to look.
 */
public final class StartFailed extends RuntimeException {

  public StartFailed(String message) {
    super(message);
  }

  public StartFailed(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.fencepost.engine.job;

/** Something named does not exist; the message is a sentence that says what. */
public final class NotFoundException extends RuntimeException {

  public NotFoundException(String message) {
    super(message);
  }
}

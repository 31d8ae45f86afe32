package dev.fencepost.engine.landing;

/** The topic is not the one whose records were landed so far; a person has to decide what to do. */
public final class SourceRefusedException extends RuntimeException {

  SourceRefusedException(String message) {
    super(message);
  }
}

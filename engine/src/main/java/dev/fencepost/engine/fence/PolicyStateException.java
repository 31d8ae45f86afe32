package dev.fencepost.engine.fence;

/** A policy's state does not allow what was asked for. */
public final class PolicyStateException extends RuntimeException {

  PolicyStateException(String message) {
    super(message);
  }
}

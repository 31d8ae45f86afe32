package dev.fencepost.engine.fence;

/** There is no policy of that name. */
public final class UnknownPolicyException extends RuntimeException {

  public UnknownPolicyException(String name) {
    super("there is no policy '" + name + "'");
  }
}

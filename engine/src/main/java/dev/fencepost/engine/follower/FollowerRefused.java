package dev.fencepost.engine.follower;

/** Reading where it was asked for would be wrong, now and at every later try. */
public final class FollowerRefused extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  public FollowerRefused(String sentence) {
    super(sentence);
  }
}

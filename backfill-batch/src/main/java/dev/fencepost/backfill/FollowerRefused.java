package dev.fencepost.backfill;

/** Reading where it was asked for would be wrong, now and at every later try. */
final class FollowerRefused extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  FollowerRefused(String sentence) {
    super(sentence);
  }
}

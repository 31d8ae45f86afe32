package dev.fencepost.engine.backfill;

/**
 * The table of findings was written anew since its ranges were cut, so that findings may have moved
 * from one range to another. Cut the ranges again and judge all of them.
 */
public final class RangeMovedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RangeMovedException(BackfillRange range) {
    super("range " + range.number() + " no longer holds the findings that it was cut for");
  }
}

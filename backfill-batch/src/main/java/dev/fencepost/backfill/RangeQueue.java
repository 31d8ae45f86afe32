package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.BackfillRange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The ranges that this run has still to judge, in order, given out by as many neighbours as one
 * transaction should confirm. Safe for use by several threads.
 *
 * <p>Ranges are cut by how much could match. How much does match is seen when some were judged, and
 * findings that lie together were sent together, so it is much the same in their neighbours.
 */
final class RangeQueue {

  /** So that what is unlike its neighbours still ends soon. */
  static final int AT_ONCE = 32;

  private final Deque<BackfillRange> left = new ArrayDeque<>();
  private final long results;
  private final int takers;
  private int atOnce = 1;

  /**
   * @param results about how many a transaction should write
   * @param takers who share the ranges; towards the end each gets fewer at once
   */
  RangeQueue(long results, int takers) {
    this.results = results;
    this.takers = takers;
  }

  /** Returns how many there are. */
  synchronized int fill(List<BackfillRange> ranges) {
    left.addAll(ranges);
    return ranges.size();
  }

  /**
   * The next one.
   *
   * @param joined whether it may be several at once
   */
  synchronized Optional<BackfillRange> take(boolean joined) {
    int most = joined ? Math.min(atOnce, left.size() / (2 * takers)) : 1;
    BackfillRange taken = left.poll();
    while (taken != null
        && taken.count() < most
        && !left.isEmpty()
        && taken.isFollowedBy(left.peek())) {
      taken = taken.with(left.remove());
    }
    return Optional.ofNullable(taken);
  }

  /** Tells how much matched in what was taken. */
  synchronized void judged(BackfillRange range, long written) {
    long fitting = results * range.count() / Math.max(1, written);
    atOnce = (int) Math.max(1, Math.min(Math.min(fitting, 2L * range.count()), AT_ONCE));
  }

  /** For what is to be begun again: it is the next one. */
  synchronized void giveBack(BackfillRange range) {
    left.addFirst(range);
  }

  synchronized boolean isEmpty() {
    return left.isEmpty();
  }
}

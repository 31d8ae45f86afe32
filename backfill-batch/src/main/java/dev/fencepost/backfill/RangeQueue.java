package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.BackfillRange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The ranges that this run has still to judge, in order. Safe for use by several threads. */
final class RangeQueue {

  private final ConcurrentLinkedDeque<BackfillRange> left = new ConcurrentLinkedDeque<>();

  /** Returns how many there are. */
  int fill(List<BackfillRange> ranges) {
    left.addAll(ranges);
    return ranges.size();
  }

  Optional<BackfillRange> take() {
    return Optional.ofNullable(left.poll());
  }

  /** For one that is to be begun again: it is the next one. */
  void giveBack(BackfillRange range) {
    left.addFirst(range);
  }

  boolean isEmpty() {
    return left.isEmpty();
  }
}

package dev.fencepost.proofs.protocol;

import dev.fencepost.proofs.protocol.Locks.Range;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A transaction that takes turns: locks of ranges, then the generation's row, then each partition's
 * row in order.
 *
 * @param raises whether it locks and raises the generation
 * @param takesTurns false in mutants that only look at the positions
 * @param listed whether it has looked which partitions there are
 * @param partitions those that it found
 * @param passed how many of them it took the turn of
 */
record FenceTransaction(
    Set<Range> ranges,
    boolean raises,
    boolean takesTurns,
    boolean listed,
    List<Integer> partitions,
    int passed)
    implements Transaction {

  static FenceTransaction begin(Set<Range> ranges, boolean raises, boolean takesTurns) {
    return new FenceTransaction(ranges, raises, takesTurns, false, List.of(), 0);
  }

  boolean isComplete() {
    return listed && (!takesTurns || passed == partitions.size());
  }

  /** With one more lock, or itself when it has to wait. */
  FenceTransaction next(Database db, Locks held) {
    if (!listed) {
      return raises && !held.allowGeneration() ? this : list(db);
    }
    return held.allowTurn(partitions.get(passed))
        ? new FenceTransaction(ranges, raises, takesTurns, true, partitions, passed + 1)
        : this;
  }

  private FenceTransaction list(Database db) {
    List<Integer> there =
        IntStream.range(0, db.nextOffsets().size())
            .filter(partition -> db.nextOffsets().get(partition) != Database.NO_PARTITION)
            .boxed()
            .toList();
    return new FenceTransaction(ranges, raises, takesTurns, true, there, 0);
  }

  @Override
  public void addLocksTo(Locks locks) {
    locks.addRanges(ranges);
    if (raises && listed) {
      locks.addGeneration();
    }
    partitions.subList(0, passed).forEach(locks::addTurn);
  }
}

package dev.fencepost.proofs.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a landing process.
 *
 * @param positions from which it reads on, by partition
 * @param known the policies that it compiled last
 * @param landing its open transaction
 */
record Writer(List<Long> positions, Armed known, @Nullable Landing landing) {

  /**
   * One generation's policies.
   *
   * @param versions their places in the list of versions
   */
  record Armed(int generation, List<Integer> versions) {

    static final Armed NOTHING = new Armed(-1, List.of());
  }

  Writer at(int partition, long position) {
    return new Writer(Rows.with(positions, partition, position), known, null);
  }

  Writer with(Armed armed, Landing next) {
    return new Writer(positions, armed, next);
  }

  Writer with(Landing next) {
    return new Writer(positions, known, next);
  }
}

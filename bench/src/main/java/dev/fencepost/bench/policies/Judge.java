package dev.fencepost.bench.policies;

import java.util.Set;

/** One contestant with the policies and findings it was made for. Used by one thread. */
interface Judge extends AutoCloseable {

  /**
   * Judges findings by their places in the list the judge was made with.
   *
   * @param to the place after the last one
   * @return how many matches there were, so that no judging can be optimised away
   */
  long judge(int from, int to);

  /** The ids of the policies that one finding matches. */
  Set<Long> matching(int finding);

  @Override
  default void close() {}
}

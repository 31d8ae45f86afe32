package dev.fencepost.proofs.protocol;

import java.util.List;

/** A process or a part of the world. */
interface Actor {

  /**
   * Adds whatever it could do in this state.
   *
   * @param held the locks of all open transactions
   */
  void addSteps(State state, Locks held, List<Step> steps);
}

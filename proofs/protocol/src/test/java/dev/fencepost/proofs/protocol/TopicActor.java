package dev.fencepost.proofs.protocol;

import java.util.List;

/** Partitions that are added to the topic; their rows wait for a fence that is under way. */
record TopicActor(Rules rules) implements Actor {

  @Override
  public void addSteps(State state, Locks held, List<Step> steps) {
    boolean may = held.allowGeneration() || !rules.keep(Mutant.NEW_PARTITION_IGNORES_FENCES);
    for (int partition = 0; partition < state.db().nextOffsets().size(); partition++) {
      if (may && state.db().nextOffsets().get(partition) == Database.NO_PARTITION) {
        steps.add(
            Step.of(
                "partition " + partition + " appears",
                state.with(state.db().withPartition(partition))));
      }
    }
  }
}

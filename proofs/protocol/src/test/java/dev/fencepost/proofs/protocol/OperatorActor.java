package dev.fencepost.proofs.protocol;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.proofs.protocol.Locks.Range;
import dev.fencepost.proofs.protocol.Scenario.Operation;
import dev.fencepost.proofs.protocol.Scenario.Operation.Activate;
import dev.fencepost.proofs.protocol.Scenario.Operation.Pause;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Whoever creates, replaces, pauses and retires policies; each change is a fence. */
final class OperatorActor implements Actor {

  private final Scenario scenario;
  private final Rules rules;

  OperatorActor(Scenario scenario, Rules rules) {
    this.scenario = scenario;
    this.rules = rules;
  }

  @Override
  public void addSteps(State state, Locks held, List<Step> steps) {
    FenceTransaction open = state.operating();
    if (open == null) {
      if (state.operations() < scenario.operations().size()) {
        begin(state, held, scenario.operations().get(state.operations()), steps);
      }
      return;
    }
    Operation operation = scenario.operations().get(state.operations());
    if (open.isComplete()) {
      commit(state, operation, open, steps);
      return;
    }
    FenceTransaction next = open.next(state.db(), held);
    if (!next.equals(open)) {
      steps.add(
          Step.of(
              "operator takes a lock for " + operation, state.operating(state.operations(), next)));
    }
  }

  private void begin(State state, Locks held, Operation operation, List<Step> steps) {
    int request = state.operations();
    int current = state.db().current(operation.policy());
    boolean answered =
        state.db().versions().stream().anyMatch(version -> version.request() == request);
    if (answered && rules.keep(Mutant.REQUEST_WITHOUT_ID)) {
      steps.add(Step.of("operator gets the first answer", state.operating(request + 1, null)));
      return;
    }
    Set<Range> ranges = locksRanges(operation) ? rangesOf(state.db(), current) : Set.of();
    if (!held.allowRanges(ranges)) {
      return;
    }
    boolean refused =
        !(operation instanceof Activate)
            && !state.db().versions().get(current).status().canBecome(stopped(operation));
    steps.add(
        refused
            ? Step.of("operator is refused " + operation, state.operating(request + 1, null))
            : Step.of(
                "operator begins " + operation,
                state.operating(
                    request,
                    FenceTransaction.begin(ranges, raises(operation), takesTurns(operation)))));
  }

  static Set<Range> rangesOf(Database db, int version) {
    Set<Range> ranges = new HashSet<>();
    if (version >= 0) {
      for (int i = 0; i < db.versions().get(version).confirmed().size(); i++) {
        ranges.add(new Range(version, i));
      }
    }
    return Set.copyOf(ranges);
  }

  private void commit(State state, Operation operation, FenceTransaction fence, List<Step> steps) {
    Database db = state.db();
    int request = state.operations();
    int current = db.current(operation.policy());
    Database changed =
        operation instanceof Activate activation
            ? activated(db, activation, fence, request)
            : db.withVersion(current, db.versions().get(current).with(stopped(operation)));
    int generation = db.generation() + (fence.raises() ? 1 : 0);
    State after = state.with(changed.withGeneration(generation));
    steps.add(Step.of("operator commits " + operation, after.operating(request + 1, null)));
    if (state.crashes() > 0) {
      steps.add(
          Step.optional(
              "operator commits " + operation + ", and the answer is lost",
              after.operating(request, null).crashed()));
    }
  }

  private Database activated(
      Database db, Activate activation, FenceTransaction fence, int request) {
    int current = db.current(activation.policy());
    TreeMap<SourcePartition, Long> ends = new TreeMap<>();
    for (int partition = 0; partition < activation.ends().size(); partition++) {
      ends.put(new SourcePartition(Database.SOURCE, partition), activation.ends().get(partition));
    }
    Offsets known = new Offsets(ends);
    List<PolicyRow> versions =
        current < 0
            ? db.versions()
            : Rows.with(
                db.versions(), current, db.versions().get(current).with(PolicyStatus.REPLACED));
    PolicyRow added =
        new PolicyRow(
            activation.policy(),
            current < 0 ? 1 : db.versions().get(current).number() + 1,
            activation.condition(),
            activation.streaming(),
            known,
            PolicyStatus.BACKFILLING,
            rules.cutoffs(db, fence.partitions(), known),
            null,
            Collections.nCopies(scenario.bounds().ranges(), false),
            request);
    return db.withVersions(Rows.and(versions, added));
  }

  private static PolicyStatus stopped(Operation operation) {
    return operation instanceof Pause ? PolicyStatus.PAUSED : PolicyStatus.RETIRED;
  }

  private boolean takesTurns(Operation operation) {
    return rules.keep(
        operation instanceof Activate ? Mutant.FENCE_TAKES_NO_TURNS : Mutant.STOP_TAKES_NO_TURNS);
  }

  private boolean locksRanges(Operation operation) {
    return rules.keep(
        operation instanceof Activate
            ? Mutant.REPLACE_LOCKS_NO_RANGES
            : Mutant.STOP_LOCKS_NO_RANGES);
  }

  private boolean raises(Operation operation) {
    return operation instanceof Activate || rules.keep(Mutant.STOP_KEEPS_GENERATION);
  }
}

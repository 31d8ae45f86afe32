package dev.fencepost.proofs.protocol;

import dev.fencepost.core.job.JobStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A scenario with all its actors. */
final class Protocol {

  private final Scenario scenario;
  private final List<Actor> actors;
  private final StateInvariants stateInvariants;
  private final StepInvariants stepInvariants;

  Protocol(Scenario scenario, @Nullable Mutant dropped) {
    Rules rules = new Rules(dropped);
    this.scenario = scenario;
    this.actors =
        List.of(
            new WriterActor(scenario, rules),
            new OperatorActor(scenario, rules),
            new BackfillActor(scenario, rules),
            new WorkerActor(scenario, rules),
            new ReaperActor(scenario, rules),
            new ScanActor(scenario, rules),
            new TopicActor(rules));
    this.stateInvariants = new StateInvariants(scenario);
    this.stepInvariants = new StepInvariants(scenario);
  }

  State start() {
    Map<Long, TaskRow> tasks = new HashMap<>();
    Map<Long, JobStatus> jobs = new HashMap<>();
    for (Scenario.Task task : scenario.tasks()) {
      if (task.epoch() == 1) {
        tasks.put(task.id(), TaskRow.NEW);
        jobs.put(task.job(), JobStatus.RUNNING);
      }
    }
    int partitions = scenario.log().size();
    List<Long> positions =
        IntStream.range(0, partitions)
            .mapToObj(p -> scenario.late().contains(p) ? Database.NO_PARTITION : 0L)
            .toList();
    Database db =
        new Database(
            positions,
            0,
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Map.copyOf(tasks),
            Map.copyOf(jobs),
            1,
            0);
    Scenario.Bounds bounds = scenario.bounds();
    Writer writer = new Writer(Collections.nCopies(partitions, 0L), Writer.Armed.NOTHING, null);
    List<Backfill> backfills = new ArrayList<>();
    for (int version = 0; version < scenario.activations().size(); version++) {
      backfills.addAll(Collections.nCopies(bounds.backfills(), Backfill.of(version)));
    }
    return new State(
        scenario.log(),
        db,
        Collections.nCopies(bounds.writers(), writer),
        List.copyOf(backfills),
        Collections.nCopies(bounds.workers(), Worker.IDLE),
        0,
        null,
        null,
        bounds.crashes(),
        bounds.stalls());
  }

  List<Step> steps(State state) {
    List<Step> steps = new ArrayList<>();
    Locks held = Locks.of(state);
    actors.forEach(actor -> actor.addSteps(state, held, steps));
    return steps;
  }

  Optional<Invariant> brokenIn(State state) {
    return stateInvariants.brokenIn(state);
  }

  Optional<Invariant> brokenBy(State before, State after) {
    return stepInvariants.brokenBy(before.db(), after.db());
  }

  /** Whether nothing is left to do. */
  boolean isDone(State state) {
    boolean landed =
        IntStream.range(0, state.log().size())
            .allMatch(p -> state.db().nextOffsets().get(p) == state.log().get(p).size());
    boolean scanned =
        state.db().tasks().size() == scenario.tasks().size()
            && state.db().tasks().values().stream().allMatch(task -> task.status().isFinal())
            && state.db().jobs().values().stream().allMatch(JobStatus::isFinal);
    return landed
        && scanned
        && state.writers().stream().allMatch(writer -> writer.landing() == null)
        && state.backfills().stream().allMatch(b -> b.stage() == Backfill.Stage.DONE)
        && state.workers().stream().allMatch(Worker.IDLE::equals)
        && state.operating() == null
        && state.operations() == scenario.operations().size();
  }
}

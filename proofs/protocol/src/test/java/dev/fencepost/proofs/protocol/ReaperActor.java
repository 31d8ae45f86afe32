package dev.fencepost.proofs.protocol;

import dev.fencepost.core.job.Attempts;
import dev.fencepost.core.job.FailureKind;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.retry.BackOff;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The coordinator as far as it retries tasks: a lease ran out, or an END passed without effect. */
final class ReaperActor implements Actor {

  private static final BackOff NO_MATTER = BackOff.standard();

  private final Scenario scenario;
  private final Rules rules;

  ReaperActor(Scenario scenario, Rules rules) {
    this.scenario = scenario;
    this.rules = rules;
  }

  @Override
  public void addSteps(State state, Locks held, List<Step> steps) {
    for (Scenario.Task task : scenario.tasks()) {
      TaskRow row = state.db().task(task.id());
      if (row != null
          && row.status().canBecome(TaskStatus.QUEUED)
          && held.allowTasks(Set.of(task.id()))) {
        retry(state, task, row, steps);
      }
    }
  }

  private void retry(State state, Scenario.Task task, TaskRow row, List<Step> steps) {
    boolean running = row.status() == TaskStatus.RUNNING;
    boolean worked =
        state.workers().stream()
            .anyMatch(w -> w.task() == task.id() && w.attempt() == row.attempt());
    State retried = state.with(retried(state.db(), task, row));
    if (running && !worked) {
      steps.add(Step.of("reaper retries task " + task.id(), retried));
    } else if (running && state.stalls() > 0) {
      steps.add(Step.optional("reaper takes away task " + task.id(), retried.stalled()));
    } else if (!running && endPassed(state, task, row)) {
      steps.add(Step.of("reaper misses the END of task " + task.id(), retried));
    }
  }

  private boolean endPassed(State state, Scenario.Task task, TaskRow row) {
    Long end = row.endOffset();
    return end != null
        && end < state.db().nextOffsets().get(task.partition())
        && rules.keep(Mutant.LOST_END_UNNOTICED);
  }

  private static Database retried(Database db, Scenario.Task task, TaskRow row) {
    Optional<Attempts.Retry> next =
        new Attempts(row.attempt(), row.budgetUsed(), task.attempts().size())
            .afterFailure(FailureKind.COUNTS, NO_MATTER);
    TaskRow failed =
        next.map(Attempts.Retry::attempts)
            .map(
                a ->
                    new TaskRow(
                        TaskStatus.QUEUED, a.attempt(), a.budgetUsed(), 0, 0, null, row.swept()))
            .orElse(row.with(TaskStatus.FAILED));
    return db.withTask(task.id(), failed);
  }
}

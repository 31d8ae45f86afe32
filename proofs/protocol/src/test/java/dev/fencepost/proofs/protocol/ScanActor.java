package dev.fencepost.proofs.protocol;

import dev.fencepost.core.job.JobOutcome;
import dev.fencepost.core.job.JobOutcome.TaskState;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.TaskKind;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.proofs.protocol.Scenario.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The coordinator as far as it starts the second scan of the data source and ends jobs. */
final class ScanActor implements Actor {

  private final Scenario scenario;
  private final Rules rules;

  ScanActor(Scenario scenario, Rules rules) {
    this.scenario = scenario;
    this.rules = rules;
  }

  @Override
  public void addSteps(State state, Locks held, List<Step> steps) {
    start(state, held, steps);
    for (long job = 1; job <= state.db().scanEpoch(); job++) {
      if (state.db().jobs().get(job) == JobStatus.RUNNING) {
        complete(state, job, steps);
      }
    }
  }

  private void start(State state, Locks held, List<Step> steps) {
    long epoch = state.db().scanEpoch() + 1;
    List<Task> tasks = scenario.tasks().stream().filter(task -> task.epoch() == epoch).toList();
    FenceTransaction open = state.scanning();
    if (tasks.isEmpty()) {
      return;
    }
    if (open == null) {
      FenceTransaction begun =
          FenceTransaction.begin(Set.of(), false, rules.keep(Mutant.SCAN_START_TAKES_NO_TURNS));
      steps.add(Step.of("scan " + epoch + " begins", state.scanning(begun)));
    } else if (!open.isComplete()) {
      FenceTransaction next = open.next(state.db(), held);
      if (!next.equals(open)) {
        steps.add(Step.of("scan " + epoch + " takes a lock", state.scanning(next)));
      }
    } else if (held.allowSource(Locks.Source.EXCLUSIVE)) {
      Map<Long, TaskRow> rows = new HashMap<>();
      tasks.forEach(task -> rows.put(task.id(), TaskRow.NEW));
      Database db = state.db().withScan(epoch, tasks.get(0).job(), rows);
      steps.add(Step.of("scan " + epoch + " starts", state.with(db).scanning(null)));
    }
  }

  private void complete(State state, long job, List<Step> steps) {
    List<TaskState> tasks =
        scenario.tasks().stream()
            .filter(task -> task.job() == job)
            .map(task -> state.db().tasks().getOrDefault(task.id(), TaskRow.NEW))
            .map(row -> new TaskState(TaskKind.CLASSIFY, counted(row.status())))
            .toList();
    JobOutcome.of(tasks)
        .ifPresent(
            outcome ->
                steps.add(
                    Step.of("job " + job + " ends", state.with(state.db().withJob(job, outcome)))));
  }

  private TaskStatus counted(TaskStatus status) {
    boolean sent = status == TaskStatus.COMPLETED_PRODUCING;
    return sent && !rules.keep(Mutant.JOB_DONE_WHEN_SENT) ? TaskStatus.COMPLETED_CONSUMED : status;
  }
}

package dev.fencepost.proofs.protocol;

import dev.fencepost.core.job.TaskStatus;
import java.util.List;
import java.util.Set;

/** The workers. One that lost its task does not know it, and may go on sending for long. */
final class WorkerActor implements Actor {

  private final Scenario scenario;
  private final Rules rules;

  WorkerActor(Scenario scenario, Rules rules) {
    this.scenario = scenario;
    this.rules = rules;
  }

  @Override
  public void addSteps(State state, Locks held, List<Step> steps) {
    int idle = state.workers().indexOf(Worker.IDLE);
    if (idle >= 0) {
      claim(state, held, idle, steps);
    }
    for (int i = 0; i < state.workers().size(); i++) {
      Worker worker = state.workers().get(i);
      if (!worker.equals(Worker.IDLE)) {
        work(state, held, i, worker, steps);
      }
    }
  }

  private void claim(State state, Locks held, int i, List<Step> steps) {
    for (Scenario.Task task : scenario.tasks()) {
      TaskRow row = state.db().task(task.id());
      if (row != null && row.status() == TaskStatus.QUEUED && held.allowTasks(Set.of(task.id()))) {
        Database db = state.db().withTask(task.id(), row.with(TaskStatus.RUNNING));
        steps.add(
            Step.of(
                "worker " + i + " claims task " + task.id(),
                state.with(db).with(i, new Worker(task.id(), row.attempt(), 0))));
      }
    }
  }

  private void work(State state, Locks held, int i, Worker worker, List<Step> steps) {
    String who = "worker " + i + " ";
    Scenario.Task task = scenario.task(worker.task());
    List<Message> messages = task.sends(worker.attempt());
    if (worker.sent() < messages.size()) {
      Message next = messages.get(worker.sent());
      Worker sent = new Worker(worker.task(), worker.attempt(), worker.sent() + 1);
      steps.add(Step.of(who + "sends " + next, state.sent(task.partition(), next).with(i, sent)));
    } else if (held.allowTasks(Set.of(worker.task()))) {
      steps.add(Step.of(who + "reports", report(state, worker, task).with(i, Worker.IDLE)));
    }
    if (row(state, worker).attempt() != worker.attempt()) {
      steps.add(Step.of(who + "sees that its task is lost", state.with(i, Worker.IDLE)));
    }
    if (state.crashes() > 0) {
      steps.add(Step.optional(who + "dies", state.with(i, Worker.IDLE).crashed()));
    }
  }

  /** The landing may have been quicker; then the report changes nothing. */
  private State report(State state, Worker worker, Scenario.Task task) {
    TaskRow row = row(state, worker);
    boolean changes =
        row.status().canBecome(TaskStatus.COMPLETED_PRODUCING)
            || !rules.keep(Mutant.LATE_REPORT_OVERWRITES);
    if (row.attempt() != worker.attempt() || !changes) {
      return state;
    }
    List<Message> messages = task.sends(worker.attempt());
    Message end =
        messages.stream()
            .filter(Message::isEnd)
            .findFirst()
            .orElse(messages.get(messages.size() - 1));
    long offset = state.log().get(task.partition()).indexOf(end);
    return state.with(state.db().withTask(task.id(), row.reported(offset)));
  }

  private static TaskRow row(State state, Worker worker) {
    return state.db().tasks().getOrDefault(worker.task(), TaskRow.NEW);
  }
}

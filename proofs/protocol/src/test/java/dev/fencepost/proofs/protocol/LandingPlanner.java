package dev.fencepost.proofs.protocol;

import dev.fencepost.core.landing.BatchPlan;
import dev.fencepost.core.landing.BatchPlan.Place;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.core.landing.TaskView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a landing decides about its batch. The rows that it asks for are locked: the plan stays. */
record LandingPlanner(Scenario scenario, Rules rules) {

  BatchPlan plan(State state, Landing landing) {
    List<Incoming> records = new ArrayList<>();
    Set<Place> refused = new HashSet<>();
    for (long offset = landing.from(); offset < landing.to(); offset++) {
      Message message = state.log().get(landing.partition()).get((int) offset);
      Incoming record = message.at(offset);
      if (record != null) {
        records.add(record);
      }
      if (message.isRefused()) {
        refused.add(new Place(landing.partition(), offset));
      }
    }
    PartitionBatch batch =
        new PartitionBatch(landing.partition(), landing.from(), landing.to(), records);
    List<TaskView> tasks = landing.tasks().stream().map(task -> view(state, task)).toList();
    return rules.plan(batch, tasks, refused);
  }

  private TaskView view(State state, long id) {
    Scenario.Task task = scenario.task(id);
    TaskRow row = state.db().tasks().getOrDefault(id, TaskRow.NEW);
    return new TaskView(
        id,
        task.job(),
        row.status(),
        row.attempt(),
        Database.SOURCE,
        task.partition(),
        Message.DATASOURCE,
        task.epoch(),
        state.db().scanEpoch(),
        state.db().sweptEpoch(),
        row.landed(),
        row.deadLettered(),
        row.budgetUsed() + 1 < task.attempts().size(),
        task.from(),
        task.to());
  }
}

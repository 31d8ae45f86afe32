package dev.fencepost.proofs.protocol;

import dev.fencepost.core.finding.FindingVersion;
import dev.fencepost.core.landing.BatchPlan;
import dev.fencepost.core.landing.BatchPlan.Consumed;
import dev.fencepost.core.landing.BatchPlan.ObjectLanding;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.StoredFinding;
import dev.fencepost.core.landing.TaskView;
import dev.fencepost.core.policy.ResultVersion;
import dev.fencepost.proofs.protocol.Landing.Stage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A landing transaction that holds its turn and its tasks: findings, sweeps, results, position. */
final class LandingSteps {

  private final Rules rules;
  private final LandingPlanner planner;

  LandingSteps(Scenario scenario, Rules rules) {
    this.rules = rules;
    this.planner = new LandingPlanner(scenario, rules);
  }

  void addSteps(
      State state,
      Locks held,
      int i,
      Writer writer,
      Landing landing,
      String who,
      List<Step> steps) {
    switch (landing.stage()) {
      case TASKS_LOCKED -> store(state, held, i, writer, landing, who, steps);
      case FINDINGS_STORED -> copy(state, i, writer, landing, who, steps);
      case OBJECTS_COPIED -> sweep(state, i, writer, landing, who, steps);
      case SWEPT -> judge(state, held, i, writer, landing, who, steps);
      case JUDGED -> steps.add(Step.of(who + "commits", commit(state, i, writer, landing)));
      case TURN_TAKEN -> throw new IllegalStateException("the tasks are not locked");
    }
  }

  private void store(
      State state,
      Locks held,
      int i,
      Writer writer,
      Landing landing,
      String who,
      List<Step> steps) {
    BatchPlan plan = planner.plan(state, landing);
    Set<String> ids = new HashSet<>();
    Map<String, FindingRow> written = new HashMap<>();
    Map<String, ObjectRow> objects = objects(state, plan);
    for (BatchPlan.Landing one : plan.newest()) {
      String id = one.record().finding().id();
      FindingRow row = row(one, objects);
      FindingRow before = state.db().findings().get(id);
      ids.add(id);
      if (before == null || rules.isNewer(row.version(), before.version())) {
        written.put(id, row);
      }
    }
    if (held.allowWritingFindings(ids)) {
      Stage next = plan.objects().isEmpty() ? afterCopying(plan) : Stage.FINDINGS_STORED;
      Landing stored = landing.withFindings(next, Set.copyOf(ids), Map.copyOf(written));
      steps.add(Step.of(who + "stores findings", state.with(i, writer.with(stored))));
    }
  }

  private Stage afterCopying(BatchPlan plan) {
    return sweeps(plan).isEmpty() ? Stage.SWEPT : Stage.OBJECTS_COPIED;
  }

  /** What is known of objects with what the landing stores. */
  private Map<String, ObjectRow> objects(State state, BatchPlan plan) {
    Map<String, ObjectRow> objects = new HashMap<>(state.db().objects());
    for (ObjectLanding told : plan.newestObjects()) {
      ObjectRow row =
          new ObjectRow(
              version(told), told.record().origin().attempt(), told.record().attributes().type());
      objects.merge(
          told.record().objectPath(),
          row,
          (old, fresh) -> fresh.version().isNewerThan(old.version()) ? fresh : old);
    }
    return objects;
  }

  private static FindingVersion version(ObjectLanding told) {
    return new FindingVersion(
        told.record().origin().scanEpoch(), Database.SOURCE, told.record().offset());
  }

  private FindingRow row(BatchPlan.Landing one, Map<String, ObjectRow> objects) {
    Origin origin = one.record().origin();
    @Nullable ObjectRow object = objects.get(one.record().finding().id());
    boolean isCompleted =
        origin != null && !one.record().deleted() && rules.keep(Mutant.FINDING_MISSES_OBJECT);
    return new FindingRow(
        new FindingVersion(one.scanEpoch(), Database.SOURCE, one.record().offset()),
        one.partition(),
        one.scanEpoch(),
        origin == null ? 1 : origin.attempt(),
        one.record().deleted(),
        false,
        one.record().finding().infoType(),
        isCompleted && object != null ? object.matches() : "");
  }

  /** Findings whose copy of what was told is outdated get it, and the version of the record. */
  private void copy(
      State state, int i, Writer writer, Landing landing, String who, List<Step> steps) {
    BatchPlan plan = planner.plan(state, landing);
    Map<String, FindingRow> visible = Rows.with(state.db().findings(), landing.findings());
    Map<String, FindingRow> written = new HashMap<>(landing.findings());
    Set<String> locked = new HashSet<>(landing.lockedFindings());
    for (ObjectLanding told : plan.newestObjects()) {
      String id = told.record().objectPath();
      FindingRow row = visible.get(id);
      if (row != null && isOutdated(row, told)) {
        written.put(id, copied(row, told));
        locked.add(id);
      }
    }
    if (Locks.ofOthers(state, landing).allowWritingFindings(locked)) {
      Landing copied =
          landing.withFindings(afterCopying(plan), Set.copyOf(locked), Map.copyOf(written));
      steps.add(Step.of(who + "copies", state.with(i, writer.with(copied))));
    }
  }

  private boolean isOutdated(FindingRow row, ObjectLanding told) {
    return rules.keep(Mutant.TELLING_MISSES_FINDINGS)
        && !row.deleted()
        && row.version().scanEpoch() > 0
        && version(told).isNewerThan(row.version())
        && !row.carried().equals(told.record().attributes().type());
  }

  private FindingRow copied(FindingRow row, ObjectLanding told) {
    boolean versioned = rules.keep(Mutant.COPY_KEEPS_VERSION);
    return new FindingRow(
        versioned ? version(told) : row.version(),
        versioned ? told.partition() : row.partition(),
        row.seenEpoch(),
        row.attempt(),
        false,
        false,
        row.matches(),
        told.record().attributes().type());
  }

  private void sweep(
      State state, int i, Writer writer, Landing landing, String who, List<Step> steps) {
    Map<String, FindingRow> visible = Rows.with(state.db().findings(), landing.findings());
    Map<String, FindingRow> written = new HashMap<>(landing.findings());
    Set<String> locked = new HashSet<>(landing.lockedFindings());
    for (Consumed end : sweeps(planner.plan(state, landing))) {
      visible.forEach(
          (id, row) -> {
            if (rules.isGone(id, row, end.task())) {
              written.put(id, swept(row, end));
              locked.add(id);
            }
          });
    }
    if (Locks.ofOthers(state, landing).allowWritingFindings(locked)) {
      Landing swept = landing.withFindings(Stage.SWEPT, Set.copyOf(locked), Map.copyOf(written));
      steps.add(Step.of(who + "sweeps", state.with(i, writer.with(swept))));
    }
  }

  private static FindingRow swept(FindingRow row, Consumed end) {
    return new FindingRow(
        new FindingVersion(end.task().scanEpoch(), Database.SOURCE, end.marker().offset()),
        end.task().partition(),
        end.task().scanEpoch(),
        end.task().attempt(),
        true,
        true,
        row.matches(),
        row.carried());
  }

  private List<Consumed> sweeps(BatchPlan plan) {
    return plan.consumed().stream().filter(rules::sweeps).toList();
  }

  private void judge(
      State state,
      Locks held,
      int i,
      Writer writer,
      Landing landing,
      String who,
      List<Step> steps) {
    Map<ResultRow.Key, ResultRow> committed = state.db().results();
    Map<ResultRow.Key, ResultRow> seen = landing.seen() == null ? committed : landing.seen();
    Map<ResultRow.Key, ResultRow> written = new HashMap<>();
    Set<ResultRow.Key> touched = new HashSet<>();
    for (int version : landing.armed().versions()) {
      PolicyRow policy = state.db().versions().get(version);
      landing
          .findings()
          .forEach(
              (id, row) -> {
                ResultRow.Key key = new ResultRow.Key(id, policy.policy());
                boolean open = row.matches(policy);
                ResultRow before = (open ? committed : seen).get(key);
                ResultVersion judged = new ResultVersion(policy.number(), row.version());
                boolean replaces = before == null || rules.isNewer(judged, before.version());
                touched.add(key);
                if (replaces && (open || (before != null && before.open()))) {
                  written.put(key, new ResultRow(judged, open, ResultRow.By.STREAM));
                }
              });
    }
    if (held.allowResults(touched)) {
      steps.add(
          Step.of(
              who + "judges",
              state.with(i, writer.with(landing.withResults(Map.copyOf(written))))));
    }
  }

  private State commit(State state, int i, Writer writer, Landing landing) {
    BatchPlan plan = planner.plan(state, landing);
    Map<Long, TaskRow> tasks = new HashMap<>();
    plan.tasksAfter().forEach(after -> tasks.put(after.taskId(), stored(state, after, plan)));
    long sweptEpoch =
        sweeps(plan).stream().mapToLong(end -> end.task().scanEpoch()).max().orElse(0);
    Database db =
        state
            .db()
            .landed(
                landing.partition(),
                landing.to(),
                landing.findings(),
                objectsAfter(state, plan),
                tasks,
                Math.max(state.db().sweptEpoch(), sweptEpoch))
            .withResults(landing.results());
    return state.with(db).with(i, writer.at(landing.partition(), landing.to()));
  }

  private Map<String, ObjectRow> objectsAfter(State state, BatchPlan plan) {
    Map<String, ObjectRow> objects = objects(state, plan);
    for (Consumed end : sweeps(plan)) {
      objects
          .entrySet()
          .removeIf(
              object ->
                  new StoredFinding(
                          object.getValue().version(),
                          object.getValue().version().scanEpoch(),
                          object.getValue().attempt(),
                          false,
                          Message.DATASOURCE,
                          object.getKey())
                      .isGoneAfter(end.task()));
    }
    return Map.copyOf(objects);
  }

  private TaskRow stored(State state, TaskView after, BatchPlan plan) {
    TaskRow before = state.db().tasks().getOrDefault(after.taskId(), TaskRow.NEW);
    boolean failed = plan.failures().containsKey(after.taskId());
    boolean swept = sweeps(plan).stream().anyMatch(end -> end.task().taskId() == after.taskId());
    return new TaskRow(
        before.status().isFinal() ? before.status() : after.status(),
        after.attempt(),
        before.budgetUsed() + (failed ? 1 : 0),
        after.landed(),
        after.deadLettered(),
        failed ? null : before.endOffset(),
        before.swept() || swept);
  }
}

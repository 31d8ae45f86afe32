package dev.fencepost.proofs.protocol;

import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.Sender;
import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.proofs.protocol.Landing.Stage;
import dev.fencepost.proofs.protocol.Writer.Armed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The landing processes. One of two is as good as a zombie: each may stand still at any step while
 * the other goes on, and each may begin again anywhere.
 */
final class WriterActor implements Actor {

  private final Scenario scenario;
  private final Rules rules;
  private final LandingSteps landings;

  WriterActor(Scenario scenario, Rules rules) {
    this.scenario = scenario;
    this.rules = rules;
    this.landings = new LandingSteps(scenario, rules);
  }

  @Override
  public void addSteps(State state, Locks held, List<Step> steps) {
    for (int i = 0; i < state.writers().size(); i++) {
      Writer writer = state.writers().get(i);
      Landing landing = writer.landing();
      String who = "writer " + i + " ";
      if (landing == null) {
        for (int partition = 0; partition < writer.positions().size(); partition++) {
          begin(state, held, i, writer, partition, steps);
        }
      } else if (landing.stage() == Stage.TURN_TAKEN) {
        lockTasks(state, held, i, writer, landing, steps);
      } else {
        landings.addSteps(state, held, i, writer, landing, who, steps);
      }
      if (state.crashes() > 0) {
        crash(state, i, writer, steps);
      }
    }
  }

  private void begin(
      State state, Locks held, int i, Writer writer, int partition, List<Step> steps) {
    long next = state.db().nextOffsets().get(partition);
    if (next == Database.NO_PARTITION || !held.allowTurn(partition)) {
      return;
    }
    String who = "writer " + i + " ";
    long position = writer.positions().get(partition);
    int end = state.log().get(partition).size();
    for (long to = position + 1; to <= end; to++) {
      PartitionBatch batch = batch(state, partition, position, to);
      if (rules.leavesGap(batch, next)) {
        steps.add(Step.of(who + "fails for lost data", state.with(i, writer.at(partition, next))));
        return;
      }
      PartitionBatch rest = rules.notLanded(batch, next);
      if (rest.to() > rest.from()) {
        Armed armed = armed(writer.known(), state.db());
        long from = Math.max(rest.from(), position);
        steps.add(
            Step.of(
                who + "takes the turn of partition " + partition + " for " + from + " to " + to,
                state.with(i, writer.with(armed, landing(state, partition, from, to, armed)))));
      } else if (to == next) {
        steps.add(
            Step.of(
                who + "drops what landed of partition " + partition,
                state.with(i, writer.at(partition, next))));
      }
    }
  }

  /** A batch that names no task has nothing to lock. */
  private Landing landing(State state, int partition, long from, long to, Armed armed) {
    Landing landing = Landing.begin(partition, from, to, armed);
    return tasks(state, landing).isEmpty()
        ? ready(state, landing.withTasks(Set.of(), Locks.Source.FREE))
        : landing;
  }

  private Landing ready(State state, Landing landing) {
    return rules.keep(Mutant.JUDGED_ON_OLD_SNAPSHOT)
        ? landing
        : landing.seeing(state.db().results());
  }

  private Armed armed(Armed known, Database db) {
    if (rules.knowsPolicies(known, db)) {
      return known;
    }
    List<Integer> armed =
        IntStream.range(0, db.versions().size())
            .filter(version -> db.versions().get(version).status().isArmed())
            .boxed()
            .toList();
    return new Armed(db.generation(), armed);
  }

  private static PartitionBatch batch(State state, int partition, long from, long to) {
    List<Incoming> records = new ArrayList<>();
    for (long offset = from; offset < to; offset++) {
      Incoming record = state.log().get(partition).get((int) offset).at(offset);
      if (record != null) {
        records.add(record);
      }
    }
    return new PartitionBatch(partition, from, to, records);
  }

  /** The first sweep of a scan excludes landings of older ones, which share the data source. */
  private void lockTasks(
      State state, Locks held, int i, Writer writer, Landing landing, List<Step> steps) {
    Set<Long> tasks = tasks(state, landing);
    Locks.Source source = Locks.Source.FREE;
    for (long task : tasks) {
      source = Collections.max(List.of(source, sourceLock(state, landing, task)));
    }
    if (held.allowTasks(tasks) && held.allowSource(source)) {
      steps.add(
          Step.of(
              "writer " + i + " locks the tasks",
              state.with(i, writer.with(ready(state, landing.withTasks(tasks, source))))));
    }
  }

  private Locks.Source sourceLock(State state, Landing landing, long task) {
    long epoch = scenario.task(task).epoch();
    boolean ends = messages(state, landing).stream().anyMatch(m -> m.isEnd() && task == taskOf(m));
    if (ends && epoch > state.db().sweptEpoch()) {
      return rules.keep(Mutant.SWEEP_LOCKS_NO_SOURCE) ? Locks.Source.EXCLUSIVE : Locks.Source.FREE;
    }
    boolean tells =
        messages(state, landing).stream().anyMatch(m -> m.tellsOfObject() && task == taskOf(m));
    if (tells && rules.keep(Mutant.TELLING_LOCKS_NO_SOURCE)) {
      return Locks.Source.EXCLUSIVE;
    }
    return epoch < state.db().scanEpoch() ? Locks.Source.SHARED : Locks.Source.FREE;
  }

  private static Set<Long> tasks(State state, Landing landing) {
    Set<Long> tasks = new HashSet<>();
    for (Message message : messages(state, landing)) {
      if (state.db().task(taskOf(message)) != null) {
        tasks.add(taskOf(message));
      }
    }
    return Set.copyOf(tasks);
  }

  private static List<Message> messages(State state, Landing landing) {
    return state.log().get(landing.partition()).subList((int) landing.from(), (int) landing.to());
  }

  private static long taskOf(Message message) {
    Sender sender = message.sender();
    return sender == null ? 0 : sender.taskId();
  }

  /** Its restart begins at an old checkpoint, or at one that lost something. */
  private static void crash(State state, int i, Writer writer, List<Step> steps) {
    List<Long> start = Collections.nCopies(writer.positions().size(), 0L);
    @Nullable Landing landing = writer.landing();
    if (landing == null && writer.positions().equals(start)) {
      return;
    }
    Writer restarted = new Writer(start, Armed.NOTHING, null);
    steps.add(
        Step.optional(
            "writer " + i + " dies; the next one reads from the start",
            state.with(i, restarted).crashed()));
    for (int partition = 0; partition < start.size(); partition++) {
      long next = state.db().nextOffsets().get(partition);
      if (next + 1 < state.log().get(partition).size()) {
        steps.add(
            Step.optional(
                "writer "
                    + i
                    + " dies; the next one reads partition "
                    + partition
                    + " from too far on",
                state.with(i, restarted.at(partition, next + 1)).crashed()));
        return;
      }
    }
  }
}

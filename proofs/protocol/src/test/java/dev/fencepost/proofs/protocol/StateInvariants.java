package dev.fencepost.proofs.protocol;

import dev.fencepost.core.finding.FindingVersion;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.Incoming.ObjectRecord;
import dev.fencepost.core.landing.Incoming.Sender;
import java.util.List;
import java.util.Optional;

/** What must hold in every state: positions, tasks and sweeps here, results apart. */
final class StateInvariants {

  private final Scenario scenario;

  StateInvariants(Scenario scenario) {
    this.scenario = scenario;
  }

  Optional<Invariant> brokenIn(State state) {
    if (!durableBelowPosition(state)) {
      return Optional.of(Invariant.DURABLE_BELOW_POSITION);
    }
    for (Scenario.Task task : scenario.tasks()) {
      TaskRow row = state.db().task(task.id());
      if (row == null) {
        continue;
      }
      if (row.status() == TaskStatus.COMPLETED_CONSUMED && !isDurable(state, task, row)) {
        return Optional.of(Invariant.CONSUMED_IS_DURABLE);
      }
      if (!countsTrue(state, task, row)) {
        return Optional.of(Invariant.COUNTS_TRUE);
      }
      if (row.swept() && !staysGone(state, task, row)) {
        return Optional.of(Invariant.SWEPT_STAYS_GONE);
      }
      if (state.db().jobs().get(task.job()) == JobStatus.COMPLETED
          && row.status() != TaskStatus.COMPLETED_CONSUMED) {
        return Optional.of(Invariant.JOB_IS_DURABLE);
      }
    }
    return carriesWhatIsKnown(state.db())
        ? ResultInvariants.brokenIn(state.db())
        : Optional.of(Invariant.CARRIES_WHAT_IS_KNOWN);
  }

  private static boolean carriesWhatIsKnown(Database db) {
    return db.objects().entrySet().stream()
        .allMatch(
            object -> {
              FindingRow row = db.findings().get(object.getKey());
              return row == null
                  || row.deleted()
                  || row.version().scanEpoch() == 0
                  || row.carried().equals(object.getValue().matches());
            });
  }

  private static boolean durableBelowPosition(State state) {
    for (int partition = 0; partition < state.log().size(); partition++) {
      List<Message> log = state.log().get(partition);
      for (int offset = 0; offset < state.db().nextOffsets().get(partition); offset++) {
        Message message = log.get(offset);
        if (message.sender() == null
            && !message.isRefused()
            && message.at(offset) instanceof FindingRecord record
            && !isStored(state, record, 0)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isStored(State state, FindingRecord record, long epoch) {
    FindingRow row = state.db().findings().get(record.finding().id());
    FindingVersion version = new FindingVersion(epoch, Database.SOURCE, record.offset());
    return row != null && !version.isNewerThan(row.version());
  }

  /** Everything that the attempt sent before its END is stored, or kept as a dead letter. */
  private static boolean isDurable(State state, Scenario.Task task, TaskRow row) {
    List<Message> log = state.log().get(task.partition());
    for (Message message : task.sends(row.attempt())) {
      if (message.isEnd()) {
        return true;
      }
      int offset = log.indexOf(message);
      boolean kept =
          message.isDeadLetter()
              || (message.at(offset) instanceof FindingRecord record
                  && isStored(state, record, task.epoch()))
              || (message.at(offset) instanceof ObjectRecord told && isKnown(state, told));
      if (offset < 0 || offset >= state.db().nextOffsets().get(task.partition()) || !kept) {
        return false;
      }
    }
    return false;
  }

  /** What an older scan saw of objects gives way to what a newer one does not see or tell. */
  private static boolean isKnown(State state, ObjectRecord told) {
    ObjectRow row = state.db().objects().get(told.objectPath());
    long epoch = told.origin().scanEpoch();
    FindingVersion version = new FindingVersion(epoch, Database.SOURCE, told.offset());
    return epoch < state.db().scanEpoch() || (row != null && !version.isNewerThan(row.version()));
  }

  /** What a newer scan swept away is not counted any more. */
  private static boolean countsTrue(State state, Scenario.Task task, TaskRow row) {
    if (task.epoch() < state.db().sweptEpoch() || row.status() == TaskStatus.FAILED) {
      return true;
    }
    List<Message> log = state.log().get(task.partition());
    long landed = 0;
    long dead = 0;
    for (int offset = 0; offset < state.db().nextOffsets().get(task.partition()); offset++) {
      Message message = log.get(offset);
      if (!new Sender(task.id(), task.job(), row.attempt()).equals(message.sender())) {
        continue;
      }
      if (message.isEnd()) {
        break;
      }
      landed += message.isDeadLetter() ? 0 : 1;
      dead += message.isDeadLetter() ? 1 : 0;
    }
    return row.landed() == landed && row.deadLettered() == dead;
  }

  private static boolean staysGone(State state, Scenario.Task task, TaskRow row) {
    return state.db().findings().entrySet().stream()
        .filter(finding -> task.hasInScope(finding.getKey()) && !finding.getValue().deleted())
        .map(finding -> finding.getValue())
        .noneMatch(
            f ->
                f.version().scanEpoch() > 0
                    && (f.seenEpoch() < task.epoch()
                        || (f.seenEpoch() == task.epoch() && f.attempt() < row.attempt())));
  }
}

package dev.fencepost.proofs.protocol;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.core.policy.ResultVersion;
import dev.fencepost.proofs.protocol.Backfill.Stage;
import dev.fencepost.proofs.protocol.Locks.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The end of a backfill: closing what an older version opened, then giving the version its status.
 */
final class CompletionSteps {

  private final Rules rules;

  CompletionSteps(Rules rules) {
    this.rules = rules;
  }

  void addSteps(State state, Locks held, int i, Backfill backfill, String who, List<Step> steps) {
    FenceTransaction open = backfill.completing();
    if (open == null) {
      begin(state, held, i, backfill, who, steps);
    } else if (backfill.becomes() != PolicyStatus.FROZEN || open.isComplete()) {
      steps.add(Step.of(who + "completes", complete(state, i, backfill)));
    } else {
      FenceTransaction next = open.next(state.db(), held);
      if (!next.equals(open)) {
        Backfill freezing = backfill.completing(next, PolicyStatus.FROZEN);
        steps.add(Step.of(who + "takes a lock to freeze", state.with(i, freezing)));
      }
    }
  }

  /** Closes what is open by an older version; a row that is being renewed is waited for. */
  void close(
      State state, Locks held, int i, Backfill backfill, Stage next, String who, List<Step> steps) {
    if (!held.allowRanges(Set.of(new Range(backfill.version(), 0)))) {
      return;
    }
    Map<ResultRow.Key, ResultRow> closed = new HashMap<>();
    if (state.db().judgesHistory(backfill.version())
        && rules.keep(Mutant.REPLACED_RESULTS_LEFT_OPEN)) {
      PolicyRow version = state.db().versions().get(backfill.version());
      state
          .db()
          .results()
          .forEach(
              (key, row) -> {
                if (key.policy().equals(version.policy())
                    && row.open()
                    && row.version().policyVersion() < version.number()) {
                  closed.put(key, closed(row, version));
                }
              });
    }
    if (held.allowResults(closed.keySet())) {
      State after = state.with(state.db().withResults(closed)).with(i, backfill.with(next));
      if (!after.equals(state)) {
        steps.add(Step.of(who + "closes what was replaced", after));
      }
    }
  }

  private static ResultRow closed(ResultRow row, PolicyRow version) {
    return new ResultRow(
        new ResultVersion(version.number(), row.version().finding()), false, ResultRow.By.CLOSING);
  }

  /** A version that is not caught up is asked again later, without holding anything. */
  private void begin(
      State state, Locks held, int i, Backfill backfill, String who, List<Step> steps) {
    Set<Range> ranges =
        rules.keep(Mutant.COMPLETION_LOCKS_NO_RANGES)
            ? OperatorActor.rangesOf(state.db(), backfill.version())
            : Set.of();
    PolicyStatus next = becomes(state.db(), backfill.version());
    boolean waits = next != null && next.judgesHistory();
    if (!waits && held.allowRanges(ranges)) {
      FenceTransaction fence =
          FenceTransaction.begin(ranges, true, rules.keep(Mutant.FREEZE_TAKES_NO_TURNS));
      steps.add(
          Step.of(who + "begins to complete", state.with(i, backfill.completing(fence, next))));
    }
  }

  /** Null for a version that was stopped, whose status stays. */
  private @Nullable PolicyStatus becomes(Database db, int at) {
    PolicyRow version = db.versions().get(at);
    return db.judgesHistory(at)
        ? version.status().afterHistory(version.streaming(), rules.isCaughtUp(version, db))
        : null;
  }

  private static State complete(State state, int i, Backfill backfill) {
    Database db = state.db();
    PolicyRow version = db.versions().get(backfill.version());
    PolicyStatus next = backfill.becomes();
    if (next == PolicyStatus.FROZEN) {
      Offsets at = Offsets.cutoffsOf(db.positions());
      db =
          db.withVersion(backfill.version(), version.frozen(at))
              .withGeneration(db.generation() + 1);
    } else if (next != null) {
      db = db.withVersion(backfill.version(), version.with(next));
    }
    return state.with(db).with(i, backfill.with(Stage.DONE));
  }
}

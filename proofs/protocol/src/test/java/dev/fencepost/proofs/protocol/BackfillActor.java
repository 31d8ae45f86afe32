package dev.fencepost.proofs.protocol;

import dev.fencepost.core.policy.ResultVersion;
import dev.fencepost.proofs.protocol.Backfill.Candidate;
import dev.fencepost.proofs.protocol.Backfill.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The processes that judge history, range by range. The follower's snapshot is chosen in a step of
 * its own, which may come before the fence or long before the scan: so every scan reads every older
 * state.
 */
final class BackfillActor implements Actor {

  private final Scenario scenario;
  private final Rules rules;
  private final CompletionSteps completion;

  BackfillActor(Scenario scenario, Rules rules) {
    this.scenario = scenario;
    this.rules = rules;
    this.completion = new CompletionSteps(rules);
  }

  @Override
  public void addSteps(State state, Locks held, List<Step> steps) {
    for (int i = 0; i < state.backfills().size(); i++) {
      Backfill backfill = state.backfills().get(i);
      String who = "backfill " + i + " ";
      boolean begun = state.db().versions().size() > backfill.version();
      switch (backfill.stage()) {
        case WAITING -> wait(state, held, i, backfill, begun, who, steps);
        case SNAPSHOT_TOO_OLD -> tooOld(state, i, backfill, begun, who, steps);
        case SNAPSHOT_TAKEN -> scan(state, i, backfill, who, steps);
        case SCANNED -> lock(state, held, i, backfill, who, steps);
        case RANGE_LOCKED -> insert(state, held, i, backfill, who, steps);
        case INSERTED -> steps.add(Step.of(who + "confirms", confirm(state, i, backfill)));
        case CLOSED, COMPLETING -> completion.addSteps(state, held, i, backfill, who, steps);
        case DONE -> {}
      }
      boolean hasMemory = backfill.stage() != Stage.WAITING && backfill.stage() != Stage.DONE;
      if (state.crashes() > 0 && (hasMemory || backfill.range() > 0)) {
        Backfill restarted = Backfill.of(backfill.version());
        steps.add(Step.optional(who + "dies", state.with(i, restarted).crashed()));
      }
    }
  }

  private void wait(
      State state,
      Locks held,
      int i,
      Backfill backfill,
      boolean begun,
      String who,
      List<Step> steps) {
    if (begun && !rules.keep(Mutant.CLOSED_BEFORE_CONFIRMED)) {
      completion.close(state, held, i, backfill, Stage.WAITING, who, steps);
    }
    if (backfill.range() == scenario.bounds().ranges()
        || (begun && !rules.keep(Mutant.COMPLETED_WITH_RANGES_LEFT))) {
      completion.close(state, held, i, backfill, Stage.CLOSED, who, steps);
      return;
    }
    if (begun && !scenario.bounds().redo() && isConfirmed(state, backfill)) {
      steps.add(Step.of(who + "passes a confirmed range", state.with(i, backfill.atNextRange())));
    } else if (!scenario.bounds().nativeRanges()) {
      Stage next = begun ? Stage.SNAPSHOT_TAKEN : Stage.SNAPSHOT_TOO_OLD;
      State after = state.with(i, backfill.with(next, matching(state.db(), backfill)));
      steps.add(new Step(who + "gets its snapshot", after, !begun));
    } else if (begun) {
      Stage next = Stage.SCANNED;
      List<Candidate> history = history(state, backfill, matching(state.db(), backfill));
      lock(state, held, i, backfill.with(next, history), who, steps);
    }
  }

  private static boolean isConfirmed(State state, Backfill backfill) {
    return state.db().versions().get(backfill.version()).confirmed().get(backfill.range());
  }

  /** Findings of the range that match the policy, wherever their versions lie. */
  private List<Candidate> matching(Database db, Backfill backfill) {
    char condition = scenario.activations().get(backfill.version()).condition();
    List<Candidate> matching = new ArrayList<>();
    new TreeMap<>(db.findings())
        .forEach(
            (id, row) -> {
              boolean inRange =
                  (id.charAt(0) - 'a') % scenario.bounds().ranges() == backfill.range();
              if (inRange && row.matches(condition)) {
                matching.add(new Candidate(id, row.partition(), row.version()));
              }
            });
    return List.copyOf(matching);
  }

  /** Those that were durable at the fence. */
  private static List<Candidate> history(
      State state, Backfill backfill, List<Candidate> candidates) {
    PolicyRow version = state.db().versions().get(backfill.version());
    return candidates.stream()
        .filter(c -> version.covers(c.partition(), c.version().offset()))
        .toList();
  }

  /** Whoever can see the fence's row sees everything before it; this snapshot can not. */
  private void tooOld(
      State state, int i, Backfill backfill, boolean begun, String who, List<Step> steps) {
    if (!begun) {
      return;
    }
    if (rules.keep(Mutant.NO_VISIBILITY_BARRIER)) {
      steps.add(Step.of(who + "asks again", state.with(i, backfill.with(Stage.WAITING))));
    } else {
      scan(state, i, backfill, who, steps);
    }
  }

  private void scan(State state, int i, Backfill backfill, String who, List<Step> steps) {
    List<Candidate> found = history(state, backfill, backfill.candidates());
    steps.add(Step.of(who + "scans", state.with(i, backfill.with(Stage.SCANNED, found))));
  }

  /** Whether the version still judges is asked when the range's row is held. */
  private void lock(
      State state, Locks held, int i, Backfill backfill, String who, List<Step> steps) {
    if (held.allowRanges(Set.of(backfill.lockedRange()))) {
      boolean judges =
          state.db().judgesHistory(backfill.version())
              && (scenario.bounds().redo() || !isConfirmed(state, backfill));
      List<Candidate> standing = judges ? backfill.candidates() : List.of();
      steps.add(
          Step.of(
              who + "locks its range", state.with(i, backfill.with(Stage.RANGE_LOCKED, standing))));
    }
  }

  private void insert(
      State state, Locks held, int i, Backfill backfill, String who, List<Step> steps) {
    PolicyRow version = state.db().versions().get(backfill.version());
    Map<ResultRow.Key, ResultRow> written = new HashMap<>();
    List<Candidate> standing = new ArrayList<>();
    for (Candidate candidate : backfill.candidates()) {
      @Nullable FindingRow row = state.db().findings().get(candidate.finding());
      if (row != null && stands(candidate, row, version)) {
        ResultRow.Key key = new ResultRow.Key(candidate.finding(), version.policy());
        ResultRow before = state.db().results().get(key);
        ResultVersion judged =
            new ResultVersion(
                version.number(),
                scenario.bounds().nativeRanges() ? row.version() : candidate.version());
        standing.add(candidate);
        if (before == null || rules.isNewer(judged, before.version())) {
          written.put(key, new ResultRow(judged, true, ResultRow.By.BACKFILL));
        }
      }
    }
    boolean locks = rules.keep(Mutant.CONFIRM_WITHOUT_SHARE_LOCK);
    List<String> findings = standing.stream().map(Candidate::finding).toList();
    if (held.allowResults(written.keySet()) && (!locks || held.allowSharingFindings(findings))) {
      Backfill next =
          backfill.inserted(Map.copyOf(written), locks ? List.copyOf(standing) : List.of());
      steps.add(Step.of(who + "inserts results", state.with(i, next)));
    }
  }

  /**
   * Whether a finding is still the candidate that was scanned. One native statement has its
   * verdicts from its snapshot, and looks at a row that changed meanwhile again only for what it
   * demands of the row: there the cut-off says that it changed.
   */
  private boolean stands(Candidate candidate, FindingRow row, PolicyRow version) {
    if (scenario.bounds().nativeRanges()) {
      return !row.deleted() && version.covers(row.partition(), row.version().offset());
    }
    boolean same = !row.deleted() && row.version().equals(candidate.version());
    return same || !rules.keep(Mutant.CONFIRM_WITHOUT_RECHECK);
  }

  private static State confirm(State state, int i, Backfill backfill) {
    PolicyRow version = state.db().versions().get(backfill.version());
    Database db =
        state
            .db()
            .withResults(backfill.results())
            .withVersion(backfill.version(), version.withConfirmed(backfill.range()));
    return state.with(db).with(i, backfill.atNextRange());
  }
}

package dev.fencepost.proofs.protocol;

import dev.fencepost.core.finding.FindingVersion;
import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.proofs.protocol.Locks.Range;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a backfill process.
 *
 * @param version the place of the version in the list of versions
 * @param range on which it works; as many as there are when all are confirmed
 * @param candidates findings that matched in the snapshot
 * @param completing the transaction that gives the version its status
 * @param becomes the status that it will give
 */
record Backfill(
    int version,
    Stage stage,
    int range,
    List<Candidate> candidates,
    Map<ResultRow.Key, ResultRow> results,
    @Nullable FenceTransaction completing,
    @Nullable PolicyStatus becomes)
    implements Transaction {

  /** What it did last. */
  enum Stage {
    WAITING,
    /** The follower shows a state from before the fence. */
    SNAPSHOT_TOO_OLD,
    SNAPSHOT_TAKEN,
    SCANNED,
    RANGE_LOCKED,
    INSERTED,
    CLOSED,
    COMPLETING,
    DONE
  }

  /** A finding as the snapshot has it. */
  record Candidate(String finding, int partition, FindingVersion version) {}

  static Backfill of(int version) {
    return new Backfill(version, Stage.WAITING, 0, List.of(), Map.of(), null, null);
  }

  Backfill with(Stage next) {
    return with(next, List.of());
  }

  Backfill with(Stage next, List<Candidate> found) {
    return new Backfill(version, next, range, found, Map.of(), null, null);
  }

  Backfill inserted(Map<ResultRow.Key, ResultRow> written, List<Candidate> shared) {
    return new Backfill(version, Stage.INSERTED, range, shared, written, null, null);
  }

  Backfill atNextRange() {
    return new Backfill(version, Stage.WAITING, range + 1, List.of(), Map.of(), null, null);
  }

  Backfill completing(FenceTransaction transaction, @Nullable PolicyStatus next) {
    return new Backfill(version, Stage.COMPLETING, range, List.of(), Map.of(), transaction, next);
  }

  Range lockedRange() {
    return new Range(version, range);
  }

  @Override
  public void addLocksTo(Locks locks) {
    if (stage == Stage.RANGE_LOCKED || stage == Stage.INSERTED) {
      locks.addRanges(Set.of(lockedRange()));
    }
    if (stage == Stage.INSERTED) {
      locks.addSharedFindings(candidates.stream().map(Candidate::finding).toList());
      locks.addResults(results.keySet());
    }
    if (completing != null) {
      completing.addLocksTo(locks);
    }
  }
}

package dev.fencepost.proofs.protocol;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.core.policy.ResultVersion;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold of policies and their results at any moment; what {@code policy verify} asks. */
final class ResultInvariants {

  private ResultInvariants() {}

  static Optional<Invariant> brokenIn(Database db) {
    Set<Integer> requests = new HashSet<>();
    for (int i = 0; i < db.versions().size(); i++) {
      PolicyRow version = db.versions().get(i);
      if (!requests.add(version.request())) {
        return Optional.of(Invariant.REQUEST_ONCE);
      }
      Offsets frozenAt = version.frozenAt();
      if (frozenAt != null && !isCaughtUp(version, frozenAt)) {
        return Optional.of(Invariant.FROZEN_CAUGHT_UP);
      }
      if (db.current(version.policy()) == i && !isExact(db, version)) {
        return Optional.of(Invariant.RESULTS_EXACT);
      }
    }
    return db.results().entrySet().stream().allMatch(result -> hasOneJudge(db, result))
        ? Optional.empty()
        : Optional.of(Invariant.ONE_JUDGE);
  }

  private static boolean isCaughtUp(PolicyRow version, Offsets frozenAt) {
    return version.ends().byPartition().entrySet().stream()
        .allMatch(
            end ->
                frozenAt.byPartition().getOrDefault(end.getKey(), Offsets.NOTHING)
                    >= end.getValue() - 1);
  }

  private static boolean isExact(Database db, PolicyRow version) {
    Set<String> findings = new HashSet<>(db.findings().keySet());
    db.results().keySet().forEach(key -> findings.add(key.finding()));
    for (String finding : findings) {
      FindingRow row = db.findings().get(finding);
      ResultRow result = db.results().get(new ResultRow.Key(finding, version.policy()));
      boolean open = result != null && result.open();
      if (row == null) {
        return false;
      }
      if (!answersFor(version, row)) {
        continue;
      }
      boolean stale = open && !isOf(result, version, row);
      if (stale || open != row.matches(version)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOf(@Nullable ResultRow result, PolicyRow version, FindingRow row) {
    return result != null
        && result.version().equals(new ResultVersion(version.number(), row.version()));
  }

  private static boolean answersFor(PolicyRow version, FindingRow row) {
    return switch (version.status()) {
      case ACTIVE -> true;
      case BACKFILLING -> !version.covers(row.partition(), row.version().offset());
      case FROZEN -> isBefore(version.frozenAt(), row);
      case PAUSED, RETIRED, REPLACED -> false;
    };
  }

  private static boolean isBefore(@Nullable Offsets frozenAt, FindingRow row) {
    return frozenAt != null
        && frozenAt.covers(
            new SourcePartition(Database.SOURCE, row.partition()), row.version().offset());
  }

  private static boolean hasOneJudge(Database db, Map.Entry<ResultRow.Key, ResultRow> entry) {
    ResultRow result = entry.getValue();
    FindingRow row = db.findings().get(entry.getKey().finding());
    if (row == null || !row.version().equals(result.version().finding())) {
      return true;
    }
    for (PolicyRow version : db.versions()) {
      if (version.policy().equals(entry.getKey().policy())
          && version.number() == result.version().policyVersion()) {
        boolean history = version.covers(row.partition(), row.version().offset());
        return switch (result.by()) {
          case STREAM -> !history;
          case BACKFILL -> history;
          case CLOSING -> true;
        };
      }
    }
    return false;
  }
}

package dev.fencepost.proofs.protocol;

import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.policy.PolicyStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold between what was committed before a step and what is after it. */
// A row that is written again with the same values is another object; that it was written counts.
@SuppressWarnings("ReferenceEquality")
final class StepInvariants {

  private final Scenario scenario;

  StepInvariants(Scenario scenario) {
    this.scenario = scenario;
  }

  Optional<Invariant> brokenBy(Database before, Database after) {
    if (before == after) {
      return Optional.empty();
    }
    if (!positionsGrow(before.nextOffsets(), after.nextOffsets())) {
      return Optional.of(Invariant.POSITION_GROWS);
    }
    if (!findingsGrow(before.findings(), after.findings())) {
      return Optional.of(Invariant.FINDING_GROWS);
    }
    if (!sweptWasGone(before.findings(), after.findings())) {
      return Optional.of(Invariant.SWEPT_WAS_GONE);
    }
    if (!resultsGrow(before.results(), after.results())) {
      return Optional.of(Invariant.RESULT_GROWS);
    }
    if (!stoppedIsStill(before, after)) {
      return Optional.of(Invariant.STOPPED_IS_STILL);
    }
    boolean legal =
        policiesLegal(before.versions(), after.versions())
            && tasksLegal(before.tasks(), after.tasks());
    return legal ? Optional.empty() : Optional.of(Invariant.STATUS_LEGAL);
  }

  private static boolean positionsGrow(List<Long> before, List<Long> after) {
    for (int partition = 0; partition < before.size(); partition++) {
      if (after.get(partition) < before.get(partition)) {
        return false;
      }
    }
    return true;
  }

  private static boolean findingsGrow(
      Map<String, FindingRow> before, Map<String, FindingRow> after) {
    return before.entrySet().stream()
        .allMatch(
            old -> {
              FindingRow row = after.get(old.getKey());
              return row != null
                  && (row.equals(old.getValue())
                      || row.version().isNewerThan(old.getValue().version()));
            });
  }

  private boolean sweptWasGone(Map<String, FindingRow> before, Map<String, FindingRow> after) {
    return after.entrySet().stream()
        .allMatch(
            entry -> {
              FindingRow row = entry.getValue();
              FindingRow old = before.get(entry.getKey());
              if (!row.swept() || row.equals(old)) {
                return true;
              }
              Set<String> there =
                  scenario.content().getOrDefault(row.version().scanEpoch(), Set.of());
              boolean ofScan = old == null || old.version().scanEpoch() > 0;
              return ofScan && !there.contains(entry.getKey());
            });
  }

  private static boolean resultsGrow(
      Map<ResultRow.Key, ResultRow> before, Map<ResultRow.Key, ResultRow> after) {
    return before.entrySet().stream()
        .allMatch(
            old -> {
              ResultRow row = after.get(old.getKey());
              return row == old.getValue()
                  || (row != null && row.version().isNewerThan(old.getValue().version()));
            });
  }

  /** Only the version that judged before the step may have written what it changed. */
  private static boolean stoppedIsStill(Database before, Database after) {
    return after.results().entrySet().stream()
        .filter(result -> result.getValue() != before.results().get(result.getKey()))
        .allMatch(
            result -> {
              int current = before.current(result.getKey().policy());
              return current >= 0
                  && before.versions().get(current).status().isArmed()
                  && before.versions().get(current).number()
                      == result.getValue().version().policyVersion();
            });
  }

  private static boolean policiesLegal(List<PolicyRow> before, List<PolicyRow> after) {
    for (int version = 0; version < before.size(); version++) {
      PolicyStatus old = before.get(version).status();
      PolicyStatus status = after.get(version).status();
      if (old != status && !old.canBecome(status)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A task that failed may still count what its last attempt sent; one that is consumed may not.
   */
  private static boolean tasksLegal(Map<Long, TaskRow> before, Map<Long, TaskRow> after) {
    return before.entrySet().stream()
        .allMatch(
            old -> {
              TaskRow was = old.getValue();
              TaskRow is = after.getOrDefault(old.getKey(), was);
              boolean legal = was.status() == is.status() || was.status().canBecome(is.status());
              boolean consumed = was.status() == TaskStatus.COMPLETED_CONSUMED;
              return legal && (!consumed || was.equals(is));
            });
  }
}

package dev.fencepost.core.policy;

import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a version of a policy stands. */
public enum PolicyStatus {
  /** The stream judges what comes; the backfill is judging what was there. */
  BACKFILLING,
  /** History is judged; the stream goes on. */
  ACTIVE,
  /** A backfill-only version after its backfill: its results stay as they are. */
  FROZEN,
  PAUSED,
  RETIRED,
  /** A newer version of the same policy took its place. */
  REPLACED;

  private static final Map<PolicyStatus, Set<PolicyStatus>> NEXT =
      Map.ofEntries(
          entry(BACKFILLING, EnumSet.of(ACTIVE, FROZEN, PAUSED, RETIRED, REPLACED)),
          entry(ACTIVE, EnumSet.of(PAUSED, RETIRED, REPLACED)),
          entry(FROZEN, EnumSet.of(RETIRED, REPLACED)),
          entry(PAUSED, EnumSet.of(RETIRED, REPLACED)),
          entry(RETIRED, EnumSet.of(REPLACED)),
          entry(REPLACED, EnumSet.noneOf(PolicyStatus.class)));

  public Set<PolicyStatus> next() {
    return NEXT.getOrDefault(this, Set.of());
  }

  public boolean canBecome(PolicyStatus other) {
    return next().contains(other);
  }

  /**
   * Whether landings judge by it: streaming versions until they are stopped, backfill-only ones
   * until they freeze.
   */
  public boolean isArmed() {
    return this == BACKFILLING || this == ACTIVE;
  }

  /** Whether a backfill still has to judge what was there at the fence. */
  public boolean judgesHistory() {
    return this == BACKFILLING;
  }

  /**
   * What a version becomes when all its history is judged: streaming ones go on, backfill-only ones
   * freeze, but not before everything that existed at their fence has landed.
   *
   * @param caughtUp whether it has
   */
  public PolicyStatus afterHistory(boolean streaming, boolean caughtUp) {
    if (!judgesHistory()) {
      return this;
    }
    if (streaming) {
      return ACTIVE;
    }
    return caughtUp ? FROZEN : this;
  }
}

package dev.fencepost.core.landing;

import dev.fencepost.core.finding.FindingVersion;

/**
 * A stored finding as an END sees it.
 *
 * @param seenEpoch of the scan that found it, which is older than the version's when a later scan
 *     told only of its object
 * @param attempt of the task that sent it
 */
public record StoredFinding(
    FindingVersion version,
    long seenEpoch,
    int attempt,
    boolean deleted,
    String datasource,
    String objectPath) {

  /**
   * Whether a clean END declares it gone: it lies in the scope that was read, and an older scan or
   * attempt left it. What a producer without a scan sent is never swept.
   */
  public boolean isGoneAfter(TaskView task) {
    boolean inScope =
        datasource.equals(task.datasource())
            && objectPath.compareTo(task.scopeFrom()) >= 0
            && (task.scopeTo() == null || objectPath.compareTo(task.scopeTo()) < 0);
    boolean isOlder =
        seenEpoch < task.scanEpoch() || (seenEpoch == task.scanEpoch() && attempt < task.attempt());
    return inScope && !deleted && version.scanEpoch() > 0 && isOlder;
  }
}

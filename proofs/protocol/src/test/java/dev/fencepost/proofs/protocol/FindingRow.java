package dev.fencepost.proofs.protocol;

import dev.fencepost.core.finding.FindingVersion;

/**
 * A row of {@code findings}.
 *
 * @param seenEpoch of the scan that found it
 * @param matches the conditions that the value matches, each a digit
 * @param carried the conditions that its copy of the object's attributes matches
 * @param swept whether an END declared it gone; known to the model alone
 */
record FindingRow(
    FindingVersion version,
    int partition,
    long seenEpoch,
    int attempt,
    boolean deleted,
    boolean swept,
    String matches,
    String carried) {

  boolean matches(PolicyRow policy) {
    return matches(policy.condition());
  }

  boolean matches(char condition) {
    return !deleted && (matches.indexOf(condition) >= 0 || carried.indexOf(condition) >= 0);
  }
}

package dev.fencepost.core.protocol;

import dev.fencepost.core.finding.FindingVersion;

/**
 * A row of {@code findings}.
 *
 * @param matches the conditions that the value matches, each a digit
 * @param swept whether an END declared it gone; known to the model alone
 */
record FindingRow(
    FindingVersion version,
    int partition,
    int attempt,
    boolean deleted,
    boolean swept,
    String matches) {

  boolean matches(PolicyRow policy) {
    return !deleted && matches.indexOf(policy.condition()) >= 0;
  }
}

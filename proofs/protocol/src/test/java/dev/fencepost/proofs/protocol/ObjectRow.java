package dev.fencepost.proofs.protocol;

import dev.fencepost.core.finding.FindingVersion;

/**
 * A row of {@code objects}. An object has one finding at most, of the same name.
 *
 * @param matches the conditions that its attributes match, each a digit
 */
record ObjectRow(FindingVersion version, int attempt, String matches) {}

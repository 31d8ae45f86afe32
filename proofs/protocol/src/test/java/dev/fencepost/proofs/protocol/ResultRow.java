package dev.fencepost.proofs.protocol;

import dev.fencepost.core.policy.ResultVersion;

/**
 * A row of {@code policy_results}.
 *
 * @param by who wrote it last; known to the model alone
 */
record ResultRow(ResultVersion version, boolean open, By by) {

  /** The key of a result. */
  record Key(String finding, String policy) {}

  /** The writers of results. */
  enum By {
    STREAM,
    BACKFILL,
    CLOSING
  }
}

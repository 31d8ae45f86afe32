package dev.fencepost.engine.verify;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.engine.finding.FindingRow;
import dev.fencepost.engine.verify.PolicyCheck.Scope;

/**
 * The findings that a version answers for.
 *
 * @param bound where history ends, for a scope that ends or begins there
 */
record Coverage(Scope scope, Offsets bound) {

  /** Whether the finding, as it is now, is one of them. */
  boolean covers(FindingRow row) {
    return switch (scope) {
      case ALL -> true;
      case STREAM_ONLY -> !isInside(row);
      case UNTIL_FREEZE -> isInside(row);
      case SKIPPED -> false;
    };
  }

  private boolean isInside(FindingRow row) {
    return bound.covers(
        new SourcePartition(row.version().sourceNo(), row.partition()), row.version().offset());
  }
}

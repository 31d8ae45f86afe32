package dev.fencepost.engine.fence;

import dev.fencepost.core.fence.Offsets;
import java.time.Instant;
import java.util.List;

/**
 * A fence that was taken.
 *
 * @param jobId the backfill's row in {@code jobs}
 * @param cutoffs the last offset of each partition that the backfill judges
 */
public record Activation(
    long activationId,
    long jobId,
    long generation,
    Instant activationTime,
    Offsets cutoffs,
    List<Version> versions) {

  /** A policy version under this fence. */
  public record Version(long policyId, String name, int version) {}

  public Activation {
    versions = List.copyOf(versions);
  }
}

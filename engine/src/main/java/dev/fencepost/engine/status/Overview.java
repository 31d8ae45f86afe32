package dev.fencepost.engine.status;

import dev.fencepost.engine.job.JobSummary;
import dev.fencepost.engine.supervise.LandingState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of everything at one moment.
 *
 * @param at the database's time
 * @param jobs the newest fifty, newest first
 * @param policies the current version of each policy, by name
 */
public record Overview(
    Instant at,
    List<JobSummary> jobs,
    List<PolicyLine> policies,
    List<PartitionLine> partitions,
    List<NodeLine> nodes,
    LandingState landing,
    long deadLetters) {

  /**
   * A policy and its backfill.
   *
   * @param ranges how many the backfill has; 0 before it planned them
   */
  public record PolicyLine(
      String name,
      int version,
      String status,
      boolean streaming,
      long ranges,
      long rangesConfirmed,
      @Nullable Instant backfilledAt,
      @Nullable Instant caughtUpAt,
      long evaluationErrors) {}

  /** Up to where a partition has landed. */
  public record PartitionLine(
      int sourceNo,
      String topic,
      int partition,
      long nextOffset,
      long policyGeneration,
      Instant updatedAt) {}

  /** Somebody that reported lately. */
  public record NodeLine(
      String nodeId,
      String role,
      String nodeGroup,
      @Nullable Long pid,
      Instant startedAt,
      Instant seenAt) {}
}

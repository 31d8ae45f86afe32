package dev.fencepost.engine.review;

import dev.fencepost.core.policy.PolicyStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy by its current version.
 *
 * @param contentHash as its draft gave it
 * @param backfillJob the job that judges its history
 * @param backfilledAt null while history is not judged completely
 * @param caughtUpAt null until everything from before its fence has landed too
 * @param evaluationErrors how often it could not be evaluated, which is no match
 */
public record PolicyState(
    long policyId,
    String name,
    int version,
    PolicyStatus status,
    String condition,
    boolean requiresStreamingUpdates,
    String severity,
    String description,
    Map<String, String> labels,
    String contentHash,
    long generation,
    Instant activationTime,
    @Nullable Long backfillJob,
    @Nullable Instant backfilledAt,
    @Nullable Instant caughtUpAt,
    long evaluationErrors,
    ResultCounts results) {

  public PolicyState {
    labels = Map.copyOf(labels);
  }
}

package dev.fencepost.engine.fence;

import dev.fencepost.core.fence.Offsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Policies to be activated under one fence.
 *
 * @param requestId repeating a request gives the first answer
 * @param actor who asks
 * @param reason why, null when nobody said
 * @param brokerEnds the read-committed end offsets of the topic, read just before; null when Kafka
 *     is away
 */
public record ActivationRequest(
    String requestId,
    String actor,
    @Nullable String reason,
    List<PolicyDraft> policies,
    @Nullable Offsets brokerEnds) {

  public ActivationRequest {
    policies = List.copyOf(policies);
    if (policies.isEmpty()) {
      throw new IllegalArgumentException("an activation needs a policy");
    }
  }
}

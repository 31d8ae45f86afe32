package dev.fencepost.proofs.protocol;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.fence.SourcePartition;
import dev.fencepost.core.policy.PolicyStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code policy_versions} with the rows of its ranges.
 *
 * @param condition the digit of the condition
 * @param ends Kafka's end offsets just before the fence
 * @param frozenAt null until it freezes
 * @param confirmed of each range, whether it is
 * @param request which of the operator's requests made it
 */
record PolicyRow(
    String policy,
    int number,
    char condition,
    boolean streaming,
    Offsets ends,
    PolicyStatus status,
    Offsets cutoffs,
    @Nullable Offsets frozenAt,
    List<Boolean> confirmed,
    int request) {

  PolicyRow with(PolicyStatus next) {
    return new PolicyRow(
        policy, number, condition, streaming, ends, next, cutoffs, null, confirmed, request);
  }

  PolicyRow frozen(Offsets at) {
    return new PolicyRow(
        policy,
        number,
        condition,
        streaming,
        ends,
        PolicyStatus.FROZEN,
        cutoffs,
        at,
        confirmed,
        request);
  }

  PolicyRow withConfirmed(int range) {
    return new PolicyRow(
        policy,
        number,
        condition,
        streaming,
        ends,
        status,
        cutoffs,
        frozenAt,
        Rows.with(confirmed, range, true),
        request);
  }

  /** Whether a position is history. */
  boolean covers(int partition, long offset) {
    return cutoffs.covers(new SourcePartition(Database.SOURCE, partition), offset);
  }
}

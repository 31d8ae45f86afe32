package dev.fencepost.core.landing;

/** What an END marker does to its task. */
public interface EndDecision {

  /**
   * Everything is durable: {@code COMPLETED_CONSUMED}, and a sweep when the scope was covered
   * cleanly.
   */
  record Consume(boolean sweep) implements EndDecision {}

  /** Records are missing: the task starts again with the next attempt. */
  record Retry(String failure) implements EndDecision {}

  /** The task can not complete any more. */
  record Fail(String failure) implements EndDecision {}

  /** Another attempt's marker, or one seen before. */
  record Ignore() implements EndDecision {}

  /** No marker of any task of this partition. */
  record Reject(Rejection rejection) implements EndDecision {}
}

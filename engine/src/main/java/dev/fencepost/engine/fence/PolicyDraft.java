package dev.fencepost.engine.fence;

import dev.fencepost.policy.condition.Condition;
import java.util.Map;

/**
 * A policy as somebody wants it to be from now on. The content hash tells two drafts of the same
 * name apart.
 *
 * @param languageLevel the lowest level of the policy language that has all of the condition
 */
public record PolicyDraft(
    String name,
    String condition,
    boolean requiresStreamingUpdates,
    String severity,
    String description,
    Map<String, String> labels,
    String contentHash,
    int languageLevel) {

  public PolicyDraft {
    labels = Map.copyOf(labels);
  }

  /**
   * A policy whose condition is compiled to learn its level.
   *
   * @throws dev.fencepost.policy.condition.InvalidConditionException when it does not compile
   */
  public PolicyDraft(
      String name,
      String condition,
      boolean requiresStreamingUpdates,
      String severity,
      String description,
      Map<String, String> labels,
      String contentHash) {
    this(
        name,
        condition,
        requiresStreamingUpdates,
        severity,
        description,
        labels,
        contentHash,
        Condition.compile(condition).orElseThrow().languageLevel());
  }
}

package dev.fencepost.engine.fence;

import java.util.Map;

/**
 * A policy as somebody wants it to be from now on. The content hash tells two drafts of the same
 * name apart.
 */
public record PolicyDraft(
    String name,
    String condition,
    boolean requiresStreamingUpdates,
    String severity,
    String description,
    Map<String, String> labels,
    String contentHash) {

  public PolicyDraft {
    labels = Map.copyOf(labels);
  }
}

package dev.fencepost.engine.job;

import dev.fencepost.core.job.TaskKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A work packet: all that a worker needs for one attempt of a task.
 *
 * @param connectorKind with {@code configuration}, what makes the data source's connector
 * @param phoneRegions empty for the detectors' own choice
 * @param topic where its records go, to {@code partition} and nowhere else
 * @param scopeFrom the first key of its scope, included
 * @param scopeTo the end of its scope, excluded; null for no end
 */
public record ClaimedTask(
    long taskId,
    long jobId,
    TaskKind kind,
    int attempt,
    String datasource,
    String nodeGroup,
    String connectorKind,
    Map<String, String> configuration,
    List<String> phoneRegions,
    long scanEpoch,
    String topic,
    int partition,
    String scopeFrom,
    @Nullable String scopeTo) {

  public ClaimedTask {
    configuration = Map.copyOf(configuration);
    phoneRegions = List.copyOf(phoneRegions);
  }
}

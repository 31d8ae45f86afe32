package dev.fencepost.engine.job;

import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.job.ScanLimits;
import dev.fencepost.core.job.TaskKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A work packet: all that a worker needs for one attempt of a task.
 *
 * @param connectorKind with {@code configuration}, what makes the data source's connector
 * @param detection what it looks for
 * @param limits how far it may go
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
    DetectionSettings detection,
    ScanLimits limits,
    long scanEpoch,
    String topic,
    int partition,
    String scopeFrom,
    @Nullable String scopeTo) {

  public ClaimedTask {
    configuration = Map.copyOf(configuration);
  }
}

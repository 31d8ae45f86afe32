package dev.fencepost.engine.job;

import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.job.Lottery;
import dev.fencepost.core.job.ScanLimits;
import java.util.List;

/** Specifications that tests begin with. */
final class TemplateSamples {

  private TemplateSamples() {}

  static ScanSpecification withTasksAtOnce(String datasource, int tasksAtOnce) {
    return new ScanSpecification(
        List.of(datasource),
        null,
        DetectionSettings.EVERYTHING,
        new ScanLimits(null, null, null, tasksAtOnce),
        Lottery.USUAL_PRIORITY);
  }
}

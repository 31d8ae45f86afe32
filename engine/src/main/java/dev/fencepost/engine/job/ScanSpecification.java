package dev.fencepost.engine.job;

import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.job.Lottery;
import dev.fencepost.core.job.ScanLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scan covers, and how.
 *
 * @param datasources their names; a name given twice counts once
 * @param selector chooses more of them when the scan is started, null for none
 * @param detection what it looks for
 * @param limits how far it may go
 * @param priority its share of the workers: twice the priority gets twice the tasks
 */
public record ScanSpecification(
    List<String> datasources,
    @Nullable DataSourceSelector selector,
    DetectionSettings detection,
    ScanLimits limits,
    int priority) {

  public ScanSpecification {
    if (priority < Lottery.LOWEST_PRIORITY || priority > Lottery.HIGHEST_PRIORITY) {
      throw new RefusedException(
          "A priority is "
              + Lottery.LOWEST_PRIORITY
              + " to "
              + Lottery.HIGHEST_PRIORITY
              + ", not "
              + priority
              + ".");
    }
    datasources = datasources.stream().distinct().sorted().toList();
  }

  /** With the usual limits and priority. */
  public ScanSpecification(List<String> datasources, DetectionSettings detection) {
    this(datasources, null, detection, ScanLimits.USUAL, Lottery.USUAL_PRIORITY);
  }

  public static ScanSpecification of(String... datasources) {
    return new ScanSpecification(List.of(datasources), DetectionSettings.EVERYTHING);
  }

  public ScanSpecification withPriority(int other) {
    return new ScanSpecification(datasources, selector, detection, limits, other);
  }
}

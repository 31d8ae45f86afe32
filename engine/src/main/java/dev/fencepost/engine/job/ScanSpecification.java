package dev.fencepost.engine.job;

import dev.fencepost.core.detection.DetectionSettings;
import java.util.List;

/**
 * What a scan covers.
 *
 * @param datasources their names; a name given twice counts once
 * @param detection what it looks for
 */
public record ScanSpecification(List<String> datasources, DetectionSettings detection) {

  public ScanSpecification {
    datasources = datasources.stream().distinct().sorted().toList();
  }

  public static ScanSpecification of(String... datasources) {
    return new ScanSpecification(List.of(datasources), DetectionSettings.EVERYTHING);
  }
}

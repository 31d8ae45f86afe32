package dev.fencepost.engine.job;

import java.util.List;

/**
 * What a scan covers.
 *
 * @param datasources their names; a name given twice counts once
 * @param phoneRegions ISO country codes whose national phone formats are recognised; empty for the
 *     detectors' own choice
 */
public record ScanSpecification(List<String> datasources, List<String> phoneRegions) {

  public ScanSpecification {
    datasources = datasources.stream().distinct().sorted().toList();
    phoneRegions = List.copyOf(phoneRegions);
  }

  public static ScanSpecification of(String... datasources) {
    return new ScanSpecification(List.of(datasources), List.of());
  }
}

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

  /** Refuses regions that are no country codes, with a {@link RefusedException}. */
  public ScanSpecification {
    for (String region : phoneRegions) {
      if (!region.matches("[A-Z]{2}")) {
        throw new RefusedException(
            "The phone region \"" + region + "\" must be an ISO country code such as US.");
      }
    }
    datasources = datasources.stream().distinct().sorted().toList();
    phoneRegions = List.copyOf(phoneRegions);
  }

  public static ScanSpecification of(String... datasources) {
    return new ScanSpecification(List.of(datasources), List.of());
  }
}

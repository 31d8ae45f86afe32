package dev.fencepost.core.detection;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a scan looks for.
 *
 * @param types the types it reports, each with its rule; empty for all types without rules
 * @param phoneRegions ISO country codes whose national phone formats are recognised; empty for the
 *     detectors' own choice
 */
public record DetectionSettings(Map<InfoType, TypeRule> types, List<String> phoneRegions) {

  /** Every type, with the detectors' own choices. */
  public static final DetectionSettings EVERYTHING = new DetectionSettings(Map.of(), List.of());

  /** Refuses regions that are no country codes, with an {@link IllegalArgumentException}. */
  public DetectionSettings {
    for (String region : phoneRegions) {
      if (!region.matches("[A-Z]{2}")) {
        throw new IllegalArgumentException(
            "The phone region \"" + region + "\" must be an ISO country code such as US.");
      }
    }
    types = Map.copyOf(types.isEmpty() ? Map.of() : new EnumMap<>(types));
    phoneRegions = List.copyOf(phoneRegions);
  }

  public boolean looksFor(InfoType type) {
    return types.isEmpty() || types.containsKey(type);
  }

  /** Which hits of a type that is looked for are reported. */
  public TypeRule rule(InfoType type) {
    return types.getOrDefault(type, TypeRule.EVERYTHING);
  }
}

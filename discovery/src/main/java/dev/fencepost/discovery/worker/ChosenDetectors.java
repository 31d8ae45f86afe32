package dev.fencepost.discovery.worker;

import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.discovery.detect.Detectors;
import java.util.LinkedHashMap;
import java.util.Map;

/** The detectors for the settings that tasks were given last, whose patterns are compiled once. */
final class ChosenDetectors {

  /** Tasks of so many different templates may take turns in a worker without compiling again. */
  static final int MOST_KEPT = 32;

  private final Map<DetectionSettings, Detectors> kept = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Detectors that do what the settings say.
   *
   * @throws IllegalArgumentException if an allow pattern is none in RE2's syntax
   */
  synchronized Detectors of(DetectionSettings settings) {
    Detectors detectors = kept.get(settings);
    if (detectors == null) {
      detectors = Detectors.of(settings);
      kept.put(settings, detectors);
      if (kept.size() > MOST_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return detectors;
  }
}

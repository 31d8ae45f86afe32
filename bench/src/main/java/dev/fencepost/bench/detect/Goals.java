package dev.fencepost.bench.detect;

import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.discovery.detect.Detectors;
import java.util.Map;

/** What is held against the detectors, and under which settings. */
final class Goals {

  /** What a template without detection asks for, said in full: nothing is tuned to the labels. */
  static final DetectionSettings SETTINGS =
      new DetectionSettings(Map.of(), Detectors.DEFAULT_REGIONS);

  static final double STRUCTURED_F1 = 0.95;
  static final double PHONE_F1 = 0.85;

  /** False hits for each harmless line. */
  static final double LOOK_ALIKE_RATE = 0.01;

  static final double RE2 = 0.5;

  static final int LOOK_ALIKES = 10_000;
  static final int WARM_UPS = 3;

  private Goals() {}
}

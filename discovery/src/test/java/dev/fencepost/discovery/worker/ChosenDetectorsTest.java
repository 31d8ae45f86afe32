package dev.fencepost.discovery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.core.detection.TypeRule;
import dev.fencepost.discovery.detect.Detectors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChosenDetectorsTest {

  private final ChosenDetectors chosen = new ChosenDetectors();

  private static DetectionSettings settings(int number) {
    TypeRule rule = new TypeRule(0, List.of("order-" + number));
    return new DetectionSettings(Map.of(InfoType.PHONE_NUMBER, rule), List.of("US"));
  }

  @Test
  void equal_settings_share_their_detectors() {
    assertThat(chosen.of(settings(1))).isSameAs(chosen.of(settings(1)));
    assertThat(chosen.of(settings(1))).isNotSameAs(chosen.of(settings(2)));
  }

  @Test
  void the_settings_that_were_asked_for_least_recently_are_forgotten() {
    Detectors first = chosen.of(settings(0));
    Detectors second = chosen.of(settings(1));
    for (int i = 2; i < ChosenDetectors.MOST_KEPT; i++) {
      chosen.of(settings(i));
    }
    assertThat(chosen.of(settings(0))).isSameAs(first);
    chosen.of(settings(ChosenDetectors.MOST_KEPT));

    assertThat(chosen.of(settings(0))).isSameAs(first);
    assertThat(chosen.of(settings(1))).isNotSameAs(second);
  }
}

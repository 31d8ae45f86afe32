package dev.fencepost.core.detection;

import static dev.fencepost.core.detection.InfoType.EMAIL_ADDRESS;
import static dev.fencepost.core.detection.InfoType.US_SSN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectionSettingsTest {

  @Test
  void settings_without_types_look_for_all_of_them() {
    assertThat(InfoType.values()).allMatch(DetectionSettings.EVERYTHING::looksFor);
    assertThat(DetectionSettings.EVERYTHING.rule(US_SSN)).isEqualTo(TypeRule.EVERYTHING);
  }

  @Test
  void settings_with_types_look_for_these_only() {
    TypeRule sure = new TypeRule(0.9, List.of());
    DetectionSettings settings = new DetectionSettings(Map.of(US_SSN, sure), List.of());
    assertThat(settings.looksFor(US_SSN)).isTrue();
    assertThat(settings.rule(US_SSN)).isEqualTo(sure);
    assertThat(settings.looksFor(EMAIL_ADDRESS)).isFalse();
  }

  @Test
  void impossible_settings_are_refused() {
    assertThatThrownBy(() -> new DetectionSettings(Map.of(), List.of("Germany")))
        .hasMessageContaining("Germany");
    assertThatThrownBy(() -> new TypeRule(1.01, List.of())).hasMessageContaining("1.01");
    assertThatThrownBy(() -> new TypeRule(Double.NaN, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.fencepost.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "ü😀", "a \"quoted\" word", "back\\slash", "line\nbreak", "\u0001"})
  void what_was_written_is_read_again(String text) {
    Map<String, String> labels = Map.of("team", text, "key of " + text, "value");

    assertThat(LabelsJson.read(LabelsJson.write(labels))).isEqualTo(labels);
  }
}

package dev.fencepost.bench.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fencepost.bench.detect.LabelledText.Span;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.detect.Detectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresTest {

  private static final String TEXT = "😀 ssn 536-22-1234 and jane@example.com";

  @Test
  void a_hit_is_right_with_exact_offsets_only() {
    LabelledText text =
        new LabelledText(
            TEXT,
            List.of(new Span(InfoType.US_SSN, 7, 18), new Span(InfoType.EMAIL_ADDRESS, 24, 40)));
    Scores scores = Scores.of(Detectors.standard(), List.of(text));

    assertThat(scores.of(InfoType.US_SSN)).isEqualTo(new Score(1, 1, 1));
    assertThat(scores.of(InfoType.EMAIL_ADDRESS)).isEqualTo(new Score(0, 1, 1));
    assertThat(scores.structured().f1()).isEqualTo(0.5);
    assertThat(Mistakes.of(Detectors.standard(), List.of(text)))
        .containsExactly(
            "text 0: missed EMAIL_ADDRESS 24..40", "text 0: wrong  EMAIL_ADDRESS 23..39");
  }

  @Test
  void f1_is_between_precision_and_recall() {
    Score score = new Score(6, 8, 12);

    assertThat(score.precision()).isEqualTo(0.75);
    assertThat(score.recall()).isEqualTo(0.5);
    assertThat(score.f1()).isCloseTo(0.6, within(1e-9));
    assertThat(Score.NONE.f1()).isEqualTo(1);
  }

  @Test
  void positions_in_a_data_set_count_code_points(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("data.json"),
            """
            [{"full_text": "%s", "spans": [
              {"entity_type": "US_SSN", "start_position": 6, "end_position": 17},
              {"entity_type": "PERSON", "start_position": 0, "end_position": 1}]}]
            """
                .formatted(TEXT));

    assertThat(Dataset.read(file))
        .containsExactly(new LabelledText(TEXT, List.of(new Span(InfoType.US_SSN, 7, 18))));
  }

  @Test
  void a_data_set_that_is_none_is_refused(@TempDir Path folder) throws IOException {
    Path none = folder.resolve("none.json");
    assertThatThrownBy(() -> Dataset.read(none)).hasMessageContaining("does not exist");
    Path empty = Files.writeString(folder.resolve("empty.json"), "[]");
    assertThatThrownBy(() -> Dataset.read(empty)).hasMessageContaining("no array of labelled");
  }
}

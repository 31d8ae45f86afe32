package dev.fencepost.bench.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.detect.Detectors;
import dev.fencepost.discovery.sample.LookAlikes;
import dev.fencepost.local.home.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The goals of {@code fencepost bench detect}, on the data set where it lies next to the project.
 */
class DatasetTest {

  private static final String FILE = "presidio/synth_dataset_v2.json";

  /** Another folder than the one next to the project. */
  private static Path dataset() {
    String folder = System.getProperty("fencepost.data", "");
    Path data =
        folder.isEmpty()
            ? ProjectRoot.find().folder().resolve("../shared/data").normalize()
            : Path.of(folder);
    return data.resolve(FILE);
  }

  @Test
  void detectors_reach_their_goals_on_labelled_texts() throws IOException {
    Path file = dataset();
    assumeTrue(
        Files.isReadable(file),
        () -> file + " is not there; -Dfencepost.data names the folder that holds " + FILE);
    Detectors detectors = Detectors.of(Goals.SETTINGS);
    Scores scores = Scores.of(detectors, Dataset.read(file));

    assertThat(scores.structured().f1()).isGreaterThanOrEqualTo(Goals.STRUCTURED_F1);
    assertThat(scores.of(InfoType.PHONE_NUMBER).f1()).isGreaterThanOrEqualTo(Goals.PHONE_F1);
    assertThat(FalseHits.of(detectors, LookAlikes.lines(20, Goals.LOOK_ALIKES)).rate())
        .isLessThan(Goals.LOOK_ALIKE_RATE);
  }
}

package dev.fencepost.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandingSettingsTest {

  private static final String[] REQUIRED = {
    "--bootstrap-servers", "localhost:9092", "--db-url", "jdbc:x", "--db-user", "lander"
  };

  @Test
  void what_is_left_out_has_a_default() {
    LandingSettings settings = LandingSettings.parse(REQUIRED);

    assertThat(settings.topic().name()).isEqualTo("findings");
    assertThat(settings.checkpointInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.limits().age()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.parallelism()).isEmpty();
    assertThat(settings.createPartitions()).isEmpty();
    assertThat(settings.database().passwordVariable()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "--parallelism, none, --parallelism is not a count: none",
    "--flush-interval, 0ms, --flush-interval is not above zero",
    "--db-password, secret, unknown argument --db-password",
  })
  void a_wrong_argument_is_named_and_the_right_ones_are_shown(
      String name, String value, String message) {
    String[] arguments =
        Stream.concat(Arrays.stream(REQUIRED), Stream.of(name, value)).toArray(String[]::new);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> LandingSettings.parse(arguments))
        .withMessageContaining(message)
        .withMessageContaining("--bootstrap-servers HOST:PORT");
  }
}

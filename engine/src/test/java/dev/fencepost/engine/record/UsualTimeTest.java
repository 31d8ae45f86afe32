package dev.fencepost.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualTimeTest {

  private static final String LETTERS = "0123456789-:.TZ+";

  @Test
  void it_reads_what_the_general_parser_reads_and_nothing_else() {
    Random random = new Random(17);
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      String text = broken(random, some(random));
      Instant usual = UsualTime.read(text);
      if (usual != null) {
        read++;
        assertThat(usual).as(text).isEqualTo(parsed(text));
      }
    }
    assertThat(read).isGreaterThan(50_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02T03:04:05Z",
        "2024-02-29T23:59:59.123456789Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9Z"
      })
  void it_reads_the_usual_form(String text) {
    assertThat(UsualTime.read(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-01-02T03:04Z",
        "2026-01-02T03:04:05",
        "2026-01-02T03:04:05+00:00",
        "2026-01-02t03:04:05z",
        "2026-01-02T03:04:05.Z",
        "2026-01-02T03:04:05.1234567890Z",
        "2023-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-02T24:00:00Z",
        "0000-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z"
      })
  void the_rest_is_the_general_parsers(String text) {
    assertThat(UsualTime.read(text)).isNull();
  }

  private static String some(Random random) {
    String time =
        "%04d-%02d-%02dT%02d:%02d:%02d"
            .formatted(
                random.nextInt(10_000),
                random.nextInt(14),
                random.nextInt(32),
                random.nextInt(25),
                random.nextInt(61),
                random.nextInt(61));
    int digits = random.nextInt(11);
    String fraction = "%010d".formatted(random.nextInt(1_000_000_000));
    return time + (digits == 0 ? "" : "." + fraction.substring(0, digits)) + "Z";
  }

  private static String broken(Random random, String text) {
    if (random.nextInt(4) > 0) {
      return text;
    }
    int at = random.nextInt(text.length());
    char other = LETTERS.charAt(random.nextInt(LETTERS.length()));
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private static Instant parsed(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new AssertionError("the general parser refuses " + text, e);
    }
  }
}

package dev.fencepost.discovery.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {

  private static final String[] PIECES = {
    "536-22-1234",
    "4111 1111 1111 1111",
    "jane@example.com",
    "(415) 555-2671",
    "203.0.113.57",
    "DE89370400440532013000",
    "https://bob:s3cretpw@example.com/a/b",
    "password=Tr0ub4dor3",
    "AKIAQ7J2WZ5N4XKD3RTB",
    "order",
    "ssn",
    "lorem ipsum dolor",
    "\n",
    "2001:db8::8a2e:370:7334"
  };

  private static List<Hit> scan(Detectors detectors, String text) throws IOException {
    List<Hit> hits = new ArrayList<>();
    detectors.scan(new StringReader(text), (window, start, hit) -> hits.add(hit));
    return hits;
  }

  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void windows_find_what_one_look_at_the_whole_finds(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < 40_000) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
      text.append(" ,;|x\t".charAt(random.nextInt(6))).append(random.nextBoolean() ? " " : "");
    }
    Detectors detectors = Detectors.standard();
    List<Hit> whole = new ArrayList<>();
    detectors.scan(Passage.of(text.toString()), whole::add);

    assertThat(whole).hasSizeGreaterThan(500);
    assertThat(scan(detectors.withWindow(1 + random.nextInt(3000)), text.toString()))
        .isEqualTo(whole);
  }

  @Test
  void an_empty_text_has_no_hits() throws IOException {
    assertThat(scan(Detectors.standard(), "")).isEmpty();
  }

  /** The limit is far above what linear scans need and far below what quadratic ones would. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "1",
        "1234567890 ",
        "123 456 789 ",
        "0123 456 ",
        "://",
        "www.",
        " www.a",
        "@",
        "a@",
        "a.",
        "1.",
        ":",
        "a:",
        "password=",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "eyJ",
        "AKIA",
        "+",
        "+1",
        "(",
        "DE89",
        "http://a.b",
        "1.2.3.4",
        "::",
        "ab:",
        "4111 ",
        "token=",
        "eyJhbGciOiJub25lIn0."
      })
  void megabytes_on_one_line_take_linear_time(String piece) {
    String text = piece.repeat(4_000_000 / piece.length());

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> scan(Detectors.standard(), text));
  }
}

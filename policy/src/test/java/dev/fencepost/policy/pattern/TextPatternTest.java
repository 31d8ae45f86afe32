package dev.fencepost.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {

  private static final int PATTERNS = 20_000;
  private static final int TEXTS = 12;
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "-",
          ".",
          "\\.",
          "\\d",
          "\\W",
          "\\s",
          "\\b",
          "\\$",
          "[ab]",
          "[^a]",
          "[a-c1]",
          "[]a]",
          "[a-]",
          "[-a]",
          "[\\d-]",
          "[^\\w]",
          "[[:alpha:]]",
          "(",
          ")",
          "(?:",
          "(?i)",
          "|",
          "*",
          "+",
          "?",
          "*?",
          "{2}",
          "^",
          "$",
          "\n",
          "é",
          " ",
          "_");
  private static final List<String> LETTERS =
      List.of("a", "b", "c", "A", "1", "-", ".", "_", "\n", " ", "$", "]", "é", "😀", "\u0000");

  @Test
  void says_what_re2_says_of_random_patterns_and_texts() {
    Random random = new Random(1);
    int tables = 0;
    for (int i = 0; i < PATTERNS; i++) {
      Optional<Pattern> pattern = compiled(some(random, PIECES, 8));
      if (pattern.isPresent()) {
        TextPattern tested = TextPattern.of(pattern.get());
        tables += tested.isTable() ? 1 : 0;
        for (int j = 0; j < TEXTS; j++) {
          String text = some(random, LETTERS, 7);
          assertThat(tested.isIn(text))
              .as("%s in %s", pattern.get(), text)
              .isEqualTo(pattern.get().matcher(text).find());
        }
      }
    }
    assertThat(tables).isGreaterThan(PATTERNS / 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^a/(b|c)\\d+.*x$", "", "^$", "\\.(csv|json)$", "(a|)b?", "[^a-z]"})
  void patterns_as_people_write_them_are_tables(String pattern) {
    assertThat(TextPattern.of(Pattern.compile(pattern)).isTable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"^a|b", "a|b$", "(?i)a", "a{2}", "\\bx", "é", "(a.*b.*c.*d.*e.*f.*g.*){9}"})
  void what_is_not_known_is_left_to_re2(String pattern) {
    assertThat(TextPattern.of(Pattern.compile(pattern)).isTable()).isFalse();
  }

  /** Seven characters ago there was an a: every set of the last seven is a state. */
  @Test
  void a_table_that_would_be_large_is_none() {
    assertThat(TextPattern.of(Pattern.compile("a.......b.......c")).isTable()).isFalse();
  }

  private static Optional<Pattern> compiled(String pattern) {
    try {
      return Optional.of(Pattern.compile(pattern));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  private static String some(Random random, List<String> words, int atMost) {
    return Stream.generate(() -> words.get(random.nextInt(words.size())))
        .limit(random.nextInt(atMost + 1))
        .collect(Collectors.joining());
  }
}

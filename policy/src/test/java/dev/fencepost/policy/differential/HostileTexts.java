package dev.fencepost.policy.differential;

import java.util.List;
import java.util.Random;

/** Texts that order, collation, escaping and encoding get wrong. */
public final class HostileTexts {

  /** Texts that a database can hold. */
  public static final List<String> STORABLE =
      List.of(
          "",
          " ",
          "a",
          "A",
          "b",
          "ab",
          "aB",
          "a b",
          "US_SSN",
          "us_ssn",
          "EMAIL_ADDRESS",
          "true",
          "false",
          "null",
          "é",
          "e\u0301",
          "ß",
          "ss",
          "İ",
          "ı",
          "\uD7FF",
          "\uE000",
          "\uFFFD",
          "\uFFFF",
          "\uD83D\uDE00",
          "a\uD83D\uDE00",
          "a\uE000",
          "\uDBFF\uDFFF",
          "\u200B",
          "a\nb",
          "a\r\nb",
          "\t",
          "%",
          "a%",
          "_",
          "a_b",
          "\\",
          "a\\",
          "'",
          "''; DROP TABLE findings; --",
          "\"",
          "?",
          "??",
          "$1",
          ":x",
          "{\"a\": 1}",
          "10",
          "9",
          "x".repeat(300));

  /** Texts that no database can hold, but that a condition can name. */
  public static final List<String> UNSTORABLE = List.of("\0", "a\0", "a\0b", "\uD83D\uDE00\0");

  /** Keys of labels. */
  public static final List<String> KEYS =
      List.of("public", "k", "", "a.b", "é", "?", "'", "null", "\\", "%");

  private HostileTexts() {}

  static <T> T anyOf(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** The text as a CEL literal. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                quoted.append(String.format("\\U%08x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }
}

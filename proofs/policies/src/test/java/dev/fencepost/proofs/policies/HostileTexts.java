package dev.fencepost.proofs.policies;

import java.util.List;
import java.util.Random;

/** Texts that order, collation, escaping and encoding get wrong. */
public final class HostileTexts {

  /** Those that conditions and findings share so often that equalities hold now and then. */
  private static final List<String> COMMON = List.of("US_SSN", "a", "true", "");

  /** Texts that a database can hold. */
  static final List<String> STORABLE =
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
          "USXSSN",
          "EMAIL_ADDRESS",
          "true",
          "false",
          "null",
          "é",
          "e\u0301",
          "É",
          "\u1E9E",
          "\u017F",
          "\u212A",
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
          "a\uFFFF",
          "\uD83D\uDE00\uD83D\uDE00",
          "\uD83D\uDC68\u200D\uD83D\uDC69",
          "\uD800\uDC00",
          "\uDBFF\uDFFF",
          "\u200B",
          "\u0001",
          "\u007F",
          "a\n",
          "a\nb",
          "a\r\nb",
          "a\u0085b",
          "a\u2028",
          "\t",
          "%",
          "a%",
          "%a%",
          "_",
          "a_b",
          "\\",
          "a\\",
          "\\%",
          "\\\\",
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
  static final List<String> NAMED_ONLY = List.of("\0", "a\0", "a\0b", "\uD83D\uDE00\0");

  /** Texts that no database can hold, some of which not even a condition can name. */
  static final List<String> UNSTORABLE =
      List.of("\0", "a\0", "a\0b", "\uD83D\uDE00\0", "\uD83D", "\uDE00", "a\uDE00\uD83Db");

  /** Keys of labels. */
  static final List<String> KEYS =
      List.of(
          "public",
          "k",
          "",
          "a.b",
          "é",
          "?",
          "'",
          "\"",
          "null",
          "\\",
          "%",
          "{k}",
          "0",
          "\n",
          "a,b",
          "\uD83D\uDE00",
          "\uFFFF");

  private HostileTexts() {}

  static <T> T anyOf(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** A text that a database can hold. */
  static String text(Random random) {
    return anyOf(random, random.nextInt(3) == 0 ? COMMON : STORABLE);
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

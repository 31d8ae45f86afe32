package dev.fencepost.bench.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;

/**
 * The peer: one pattern of RE2/J that is the union of a simple pattern for each type, as somebody
 * would write it who wants no more than the form: few counted repetitions, because they make the
 * machine larger. It validates nothing and looks at no context.
 */
final class OnePattern {

  private static final List<String> SIMPLE =
      List.of(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----",
          "eyJ[A-Za-z0-9_-]+\\.eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+",
          "A[KS]IA[A-Z2-7]{16}",
          "[a-z]+://[^\\s\"'<>]+",
          "[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\\.[A-Za-z0-9.-]+",
          "[A-Z]{2}[0-9]{2}[A-Z0-9 ]{11,}",
          "[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]+",
          "[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+",
          "[0-9a-f]+:[0-9a-f]+:[0-9a-f:]+",
          "[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}",
          "\\+?\\(?[0-9]+\\)?[ ./-][0-9]+[ ./-][0-9]+",
          "(?i:password|passwd|secret|api_?key)[\"']? ?[:=] ?[^\\s]+");

  private static final Pattern UNION = Pattern.compile("(?:" + String.join(")|(?:", SIMPLE) + ")");

  private OnePattern() {}

  /** How often it matches. */
  static long matches(List<String> texts) {
    long matches = 0;
    for (String text : texts) {
      Matcher matcher = UNION.matcher(text);
      while (matcher.find()) {
        matches++;
      }
    }
    return matches;
  }
}

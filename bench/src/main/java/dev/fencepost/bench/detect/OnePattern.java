package dev.fencepost.bench.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;

/**
 * The peer: one pattern of RE2/J that is the union of a simple pattern for each type, as somebody
 * would write it who wants no more than the form. It validates nothing and looks at no context.
 */
final class OnePattern {

  private static final List<String> SIMPLE =
      List.of(
          "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----",
          "eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_-]{16,}",
          "\\bA[KS]IA[A-Z2-7]{16}\\b",
          "[a-z][a-z0-9+]{1,11}://[^\\s\"'<>]+",
          "[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+",
          "\\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b",
          "\\b[0-9]{4}(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{1,7}\\b",
          "\\b[0-9]{1,3}(?:\\.[0-9]{1,3}){3}\\b",
          "\\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\\b",
          "\\b[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}\\b",
          "\\+?(?:\\(?[0-9]{2,4}\\)?[ ./-]?){2,5}[0-9]{2,4}\\b",
          "(?i:password|passwd|secret|api_?key|token)[\"']? ?[:=] ?[\"']?[^\\s\"']{6,}");

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

package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.detect.Vocabulary.Verdict;
import java.util.Set;
import java.util.function.Consumer;

/**
 * United States social security numbers: 3-2-4 digits with hyphens or blanks, or nine digits where
 * a word nearby says so. Ranges as the Social Security Administration publishes them.
 */
final class SsnDetector implements Detector {

  private static final Vocabulary WORDS =
      Vocabulary.of(
          "ssn ssns social sozialversicherung taxpayer itin tin",
          """
          order orders invoice part parts isbn issn version serial sku ticket tracking phone tel fax
          ref reference case build cas catalog model date""");

  /** Printed in a wallet and in an advertisement; never valid since. */
  private static final Set<String> WITHDRAWN = Set.of("078051120", "219099999", "457555462");

  @Override
  public InfoType infoType() {
    return InfoType.US_SSN;
  }

  @Override
  public void detect(Passage passage, Consumer<Hit> found) {
    String text = passage.text();
    int i = Chars.nextDigit(text, 0);
    while (i < text.length()) {
      int end = Chars.endOfDigits(text, i);
      if (end - i == 3 && isGrouped(text, i)) {
        grouped(passage, i, found);
        end = i + 11;
      } else if (end - i == 9) {
        plain(passage, i, found);
      }
      i = Chars.nextDigit(text, end);
    }
  }

  private static boolean isGrouped(String text, int start) {
    char separator = Chars.at(text, start + 3);
    return (separator == '-' || separator == ' ')
        && Chars.at(text, start + 6) == separator
        && Chars.endOfDigits(text, start + 4) == start + 6
        && Chars.endOfDigits(text, start + 7) == start + 11;
  }

  private static void grouped(Passage passage, int start, Consumer<Hit> found) {
    String text = passage.text();
    int end = start + 11;
    String digits =
        text.substring(start, start + 3)
            + text.substring(start + 4, start + 6)
            + text.substring(start + 7, end);
    if (!isIssued(digits) || !Chars.opensNumber(text, start) || !Chars.closesNumber(text, end)) {
      return;
    }
    Verdict context = WORDS.near(passage, start, end);
    boolean hyphens = text.charAt(start + 3) == '-';
    if (hyphens || context == Verdict.RAISES) {
      Confidence.report(
          InfoType.US_SSN,
          start,
          end,
          hyphens ? 0.7 : 0.6,
          context,
          Set.of(Reason.FORMAT, Reason.GROUPING),
          found);
    }
  }

  private static void plain(Passage passage, int start, Consumer<Hit> found) {
    String text = passage.text();
    int end = start + 9;
    if (isIssued(text.substring(start, end))
        && Chars.opensNumber(text, start)
        && Chars.closesNumber(text, end)
        && WORDS.near(passage, start, end) == Verdict.RAISES) {
      Confidence.report(
          InfoType.US_SSN, start, end, 0.4, Verdict.RAISES, Set.of(Reason.FORMAT), found);
    }
  }

  private static boolean isIssued(String digits) {
    return !digits.startsWith("000")
        && !digits.startsWith("666")
        && digits.charAt(0) != '9'
        && !digits.startsWith("00", 3)
        && !digits.endsWith("0000")
        && !WITHDRAWN.contains(digits)
        && digits.chars().distinct().count() > 1;
  }
}

package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import java.util.Set;

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

  private static final Base HYPHENS =
      Base.of(
          0.7,
          "3-2-4 digits with hyphens, in ranges that are issued",
          Reason.FORMAT,
          Reason.GROUPING);

  private static final Base BLANKS =
      Base.of(
          0.4,
          "3-2-4 digits with blanks, in ranges that are issued; too common without a word",
          Reason.FORMAT,
          Reason.GROUPING);

  private static final Base PLAIN =
      Base.of(
          0.4, "nine digits in ranges that are issued; too common without a word", Reason.FORMAT);

  @Override
  public InfoType infoType() {
    return InfoType.US_SSN;
  }

  @Override
  public void detect(Passage passage, Hits found) {
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

  private static void grouped(Passage passage, int start, Hits found) {
    String text = passage.text();
    int end = start + 11;
    String digits =
        text.substring(start, start + 3)
            + text.substring(start + 4, start + 6)
            + text.substring(start + 7, end);
    if (!isIssued(digits) || !Chars.opensNumber(text, start) || !Chars.closesNumber(text, end)) {
      return;
    }
    Base base = text.charAt(start + 3) == '-' ? HYPHENS : BLANKS;
    found.add(InfoType.US_SSN, start, end, base, WORDS.near(passage, start, end));
  }

  private static void plain(Passage passage, int start, Hits found) {
    String text = passage.text();
    int end = start + 9;
    if (isIssued(text.substring(start, end))
        && Chars.opensNumber(text, start)
        && Chars.closesNumber(text, end)) {
      found.add(InfoType.US_SSN, start, end, PLAIN, WORDS.near(passage, start, end));
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

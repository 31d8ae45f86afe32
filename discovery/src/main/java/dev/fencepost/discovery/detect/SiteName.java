package dev.fencepost.discovery.detect;

import org.apache.commons.validator.routines.DomainValidator;

/** Names of sites without a scheme: labels and dots, and a top-level domain that exists. */
final class SiteName {

  static final String WWW = "www.";

  private static final int LONGEST = 253;

  private SiteName() {}

  /** True if all of a text is such a name. */
  static boolean is(String text) {
    int dot = text.lastIndexOf('.');
    return text.length() <= LONGEST
        && dot > 0
        && !text.contains("..")
        && Chars.isAlphanumeric(text.charAt(0))
        && text.chars().allMatch(SiteName::isPart)
        && DomainValidator.getInstance().isValidTld(text.substring(dot + 1));
  }

  /** Where the name ends that begins with {@link #WWW} at an index, or -1 if it is none. */
  static int end(String text, int start) {
    char before = Chars.at(text, start - 1);
    if (Chars.isWordPart(before) || "./@-\\".indexOf(before) >= 0) {
      return -1;
    }
    int end = start;
    while (end < text.length() && end - start <= LONGEST && isPart(text.charAt(end))) {
      end++;
    }
    while (end > start && !Chars.isAlphanumeric(text.charAt(end - 1))) {
      end--;
    }
    boolean named = end - start > WWW.length() && is(text.substring(start, end));
    return named && !Chars.isWordPart(Chars.at(text, end)) ? end : -1;
  }

  private static boolean isPart(int c) {
    return Chars.isAlphanumeric(c) || c == '.' || c == '-';
  }
}

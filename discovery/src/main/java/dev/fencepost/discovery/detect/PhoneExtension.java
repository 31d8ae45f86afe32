package dev.fencepost.discovery.detect;

import java.util.List;

/** Extensions behind phone numbers, as in {@code x12} or {@code ext. 12}. */
final class PhoneExtension {

  private static final List<String> MARKS = List.of("extension", "ext.", "ext", "x");
  private static final int MOST_DIGITS = 6;

  private PhoneExtension() {}

  /** Where the extension behind a number ends; the number's end if there is none. */
  static int end(String text, int end) {
    int i = Chars.at(text, end) == ',' ? end + 1 : end;
    i = Chars.at(text, i) == ' ' ? i + 1 : i;
    for (String mark : MARKS) {
      if (text.regionMatches(true, i, mark, 0, mark.length())) {
        int from = i + mark.length();
        from = Chars.at(text, from) == ' ' && mark.length() > 1 ? from + 1 : from;
        int to = Chars.endOfDigits(text, Math.min(from, text.length()));
        boolean closed = to > from && to - from <= MOST_DIGITS;
        return closed && !Chars.isWordPart(Chars.at(text, to)) ? to : end;
      }
    }
    return end;
  }
}

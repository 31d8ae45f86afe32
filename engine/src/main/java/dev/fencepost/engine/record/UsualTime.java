package dev.fencepost.engine.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as nearly all producers write them, in UTC with a Z, for a fraction of what a general
 * parser takes. Everything else, whatever is wrong included, is left to that parser.
 */
final class UsualTime {

  /** The places of the digits in {@code 2026-01-02T03:04:05}. */
  private static final String FORM = "0000-00-00T00:00:00";

  private static final int SECOND_ENDS = FORM.length();
  private static final int MOST_FRACTION_DIGITS = 9;

  private UsualTime() {}

  /** Null when it is written in another way, or is no time. */
  static @Nullable Instant read(String text) {
    int end = text.length() - 1;
    if (end < SECOND_ENDS || text.charAt(end) != 'Z' || !hasForm(text)) {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (year < 1 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    int nanos = nanos(text, end);
    if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth() || nanos < 0) {
      return null;
    }
    return LocalDate.of(year, month, day)
        .atTime(hour, minute, second, nanos)
        .toInstant(ZoneOffset.UTC);
  }

  private static boolean hasForm(String text) {
    for (int i = 0; i < SECOND_ENDS; i++) {
      char wanted = FORM.charAt(i);
      char c = text.charAt(i);
      if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }

  /** Of the fraction between the seconds and the Z; -1 when there is something else. */
  private static int nanos(String text, int end) {
    if (end == SECOND_ENDS) {
      return 0;
    }
    int digits = end - SECOND_ENDS - 1;
    if (text.charAt(SECOND_ENDS) != '.' || digits < 1 || digits > MOST_FRACTION_DIGITS) {
      return -1;
    }
    int nanos = 0;
    for (int i = 0; i < MOST_FRACTION_DIGITS; i++) {
      char c = i < digits ? text.charAt(SECOND_ENDS + 1 + i) : '0';
      if (c < '0' || c > '9') {
        return -1;
      }
      nanos = nanos * 10 + (c - '0');
    }
    return nanos;
  }
}

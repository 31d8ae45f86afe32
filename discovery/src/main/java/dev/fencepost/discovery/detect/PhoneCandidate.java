package dev.fencepost.discovery.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Digits in groups, as phone numbers are written.
 *
 * @param ends where a number may end: behind each group, the furthest first
 * @param digits digits in all
 * @param groups sizes of the groups, in order
 */
record PhoneCandidate(
    String text, int start, List<Integer> ends, int digits, List<Integer> groups) {

  static final int LEAST_DIGITS = 7;
  static final int MOST_DIGITS = 15;

  /** So many digits in one run may be a phone number; fewer are counts, dates and ids. */
  static final int LEAST_UNGROUPED = 9;

  /** More than a national number has, with its trunk prefix. */
  private static final int MOST_NATIONAL = 12;

  private static final int MOST_GROUPS = 8;
  private static final int MOST_READ = 18;

  /** Reads groups of digits separated by a blank, a hyphen, a dot, a slash or parentheses. */
  static PhoneCandidate at(String text, int start) {
    List<Integer> ends = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    int digits = 0;
    int i = start;
    while (i < text.length() && groups.size() < MOST_GROUPS && digits <= MOST_READ) {
      int groupStart = groups.isEmpty() ? skipOpening(text, i) : skipSeparators(text, i);
      int groupEnd = Chars.endOfDigits(text, groupStart);
      if (groupEnd == groupStart || (!groups.isEmpty() && groupStart == i)) {
        break;
      }
      digits += groupEnd - groupStart;
      groups.add(groupEnd - groupStart);
      ends.add(0, groupEnd);
      i = groupEnd;
    }
    return new PhoneCandidate(text, start, ends, digits, groups);
  }

  private static int skipOpening(String text, int from) {
    int i = from;
    while (Chars.at(text, i) == '+' || Chars.at(text, i) == '(') {
      i++;
    }
    return i;
  }

  /** At most a closing parenthesis, a separator and an opening one; never a line end. */
  private static int skipSeparators(String text, int from) {
    int i = from;
    if (Chars.at(text, i) == ')') {
      i++;
    }
    if (i < text.length() && " -./".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return Chars.at(text, i) == '(' ? i + 1 : i;
  }

  /** With a plus sign, or with two zeros in place of it. */
  boolean isInternational() {
    return text.charAt(start) == '+' || hasExitCode();
  }

  private boolean hasExitCode() {
    return groups.size() > 1
        && !isTableOfCodes()
        && text.startsWith("00", start)
        && Chars.at(text, start + 2) > '0'
        && Chars.at(text, start + 2) <= '9';
  }

  /** Groups of four only, as code points and ports are listed. */
  private boolean isTableOfCodes() {
    return groups.stream().allMatch(size -> size == 4);
  }

  /** The number with a plus sign. */
  String dialledUpTo(int end) {
    return hasExitCode() ? "+" + text.substring(start + 2, end) : upTo(end);
  }

  /** Where all of it ends. */
  int end() {
    return ends.get(0);
  }

  boolean isGroupedUpTo(int end) {
    return groups.size() > 1 && end > ends.get(ends.size() - 1);
  }

  /**
   * The form of a phone number: as many digits as one has, in groups unless there are many, and not
   * a date or a range of years.
   */
  boolean isPlausible() {
    int least = groups.size() > 1 ? LEAST_DIGITS : LEAST_UNGROUPED + 1;
    int most = isInternational() ? MOST_DIGITS : MOST_NATIONAL;
    return digits >= least && digits <= most && !isCalendar() && !isRatio();
  }

  /** Two groups of four, or four, two and two in either order: years and days. */
  private boolean isCalendar() {
    boolean years = groups.equals(List.of(4, 4)) && isYear(start) && isYear(end() - 4);
    boolean day =
        (groups.equals(List.of(4, 2, 2)) && isYear(start))
            || (groups.equals(List.of(2, 2, 4)) && isYear(end() - 4));
    return years || day;
  }

  /** As in {@code 2135/2140}. */
  private boolean isRatio() {
    return groups.size() == 2 && text.charAt(start) != '0' && upTo(end()).indexOf('/') > 0;
  }

  private boolean isYear(int index) {
    return text.startsWith("19", index) || text.startsWith("20", index);
  }

  int firstGroup() {
    return groups.get(0);
  }

  /**
   * Where three, three and four digits end, with or without a leading 1 and with the same separator
   * between; 0 if the groups are others.
   */
  int endOfNorthAmerican() {
    int first = groups.size() > 3 && groups.get(0) == 1 ? 1 : 0;
    if (groups.size() < first + 3
        || groups.get(first) != 3
        || groups.get(first + 1) != 3
        || groups.get(first + 2) != 4) {
      return 0;
    }
    int end = ends.get(groups.size() - first - 3);
    boolean same = text.charAt(end - 5) == text.charAt(end - 9);
    return same || hasParentheses() ? end : 0;
  }

  /** Three numbers in a row may be anything; a hyphen, dot or parenthesis makes them one. */
  boolean isBlankSeparated(int end) {
    return !hasParentheses() && text.charAt(end - 5) == ' ';
  }

  private boolean hasParentheses() {
    return upTo(ends.get(0)).indexOf(')') >= 0;
  }

  /** A single zero before an area code, and more than one group. */
  boolean hasTrunkPrefix() {
    int i = skipOpening(text, start);
    return groups.size() > 1
        && groups.get(0) > 1
        && text.charAt(i) == '0'
        && text.charAt(i + 1) != '0';
  }

  int digitsUpTo(int end) {
    int count = 0;
    for (int i = start; i < end; i++) {
      count += Chars.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return count;
  }

  String upTo(int end) {
    return text.substring(start, end);
  }

  /** True if two ways to write a number break it at the same places. */
  static boolean sameGroups(String one, String other) {
    return breaks(one).equals(breaks(other));
  }

  private static String breaks(String written) {
    StringBuilder groups = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      boolean digit = Chars.isDigit(c);
      if (digit) {
        groups.append(c);
      } else if (!groups.isEmpty() && groups.charAt(groups.length() - 1) != ' ') {
        groups.append(' ');
      }
    }
    String all = groups.toString().strip();
    return all.startsWith("1 ") ? all.substring(2) : all;
  }
}

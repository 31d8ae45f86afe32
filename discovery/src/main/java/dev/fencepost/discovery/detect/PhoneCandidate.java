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

  private static final int MOST_GROUPS = 8;
  private static final int MOST_DIGITS = 18;

  /** Reads groups of digits separated by a blank, a hyphen, a dot, a slash or parentheses. */
  static PhoneCandidate at(String text, int start) {
    List<Integer> ends = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    int digits = 0;
    int i = start;
    while (i < text.length() && groups.size() < MOST_GROUPS && digits <= MOST_DIGITS) {
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

  boolean isInternational() {
    return text.charAt(start) == '+';
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

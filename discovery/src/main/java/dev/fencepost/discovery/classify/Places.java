package dev.fencepost.discovery.classify;

import java.util.Arrays;

/**
 * Lines and columns in a text, and where in it values are that a parser reports one after the
 * other. A value is looked for behind the one before it and only near it; values that the text
 * writes in another way, escaped or quoted, are not found.
 */
final class Places {

  /**
   * One place.
   *
   * @param line counted from 1; 0 where it is not known
   * @param column counted from 1; 0 where it is not known
   */
  record Place(long line, long column) {
    static final Place UNKNOWN = new Place(0, 0);
  }

  private static final int NEAR = 1 << 16;

  private final String text;
  private final int[] lineStarts;
  private int behind;

  Places(String text) {
    this.text = text;
    int[] starts = new int[1 + (int) text.chars().filter(c -> c == '\n').count()];
    int line = 1;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      starts[line++] = end + 1;
    }
    this.lineStarts = starts;
  }

  Place at(int index) {
    int found = Arrays.binarySearch(lineStarts, index);
    int line = found >= 0 ? found : -found - 2;
    return new Place(line + 1L, text.codePointCount(lineStarts[line], index) + 1L);
  }

  /** The index of the next occurrence of a value, or -1; the following look begins behind it. */
  int next(String value) {
    int limit = Math.min(text.length() - value.length(), behind + NEAR);
    for (int i = behind; i <= limit && !value.isEmpty(); i++) {
      if (text.startsWith(value, i)) {
        behind = i + value.length();
        return i;
      }
    }
    return -1;
  }
}

package dev.fencepost.discovery.detect;

/** Character classes of the scanners: ASCII only, because all the formats looked for are. */
final class Chars {

  private Chars() {}

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isAlphanumeric(int c) {
    return isDigit(c) || isLetter(c);
  }

  static boolean isHex(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** Base64 in both alphabets, without padding. */
  static boolean isBase64(int c) {
    return isAlphanumeric(c) || c == '+' || c == '/' || c == '-' || c == '_';
  }

  /** True for letters of any script too, so that a match never begins inside a word. */
  static boolean isWordPart(int c) {
    return isAlphanumeric(c) || c == '_' || (c >= 0x80 && Character.isLetterOrDigit(c));
  }

  /** The character at an index, or a blank outside the text. */
  static char at(String text, int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
  }

  static int endOfDigits(String text, int from) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** First digit at or after an index, or the text's length. */
  static int nextDigit(String text, int from) {
    int i = from;
    while (i < text.length() && !isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** True if a number that starts here is not the tail of a longer token. */
  static boolean opensNumber(String text, int start) {
    char before = at(text, start - 1);
    return !isWordPart(before)
        && before != '.'
        && before != '-'
        && !(before == '/' && isWordPart(at(text, start - 2)))
        && before != '+'
        && before != '#'
        && before != '$'
        && before != '%'
        && before != '@'
        && before != '\\';
  }

  /** True if a number that ends here is not the head of a longer token. */
  static boolean closesNumber(String text, int end) {
    char after = at(text, end);
    return switch (after) {
      case '-', '.', ':', '/' -> !isWordPart(at(text, end + 1));
      case '%', '@', '+', '~', '=' -> false;
      default -> !isWordPart(after);
    };
  }
}

package dev.fencepost.bench.policies;

/**
 * RE2's patterns in Lucene's syntax, for what both understand. RE2 looks anywhere in the text and
 * has anchors for its ends; Lucene's expressions have to match the whole of it.
 */
final class LuceneRegex {

  /** What Lucene reads as RE2 does. */
  private static final String SAME = "()[]|*+?-_/";

  private LuceneRegex() {}

  static String of(String pattern) {
    boolean fromStart = pattern.startsWith("^");
    boolean toEnd = pattern.endsWith("$");
    String inside = pattern.substring(fromStart ? 1 : 0, pattern.length() - (toEnd ? 1 : 0));
    return (fromStart ? "" : ".*") + translated(inside) + (toEnd ? "" : ".*");
  }

  private static String translated(String pattern) {
    StringBuilder translated = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == '\\' && i + 1 < pattern.length()) {
        translated.append(escaped(pattern, pattern.charAt(++i)));
      } else if (c == '.') {
        translated.append("[^\n]");
      } else if (isLiteral(c) || (SAME.indexOf(c) >= 0 && !(c == '|' && depth == 0))) {
        translated.append(c);
      } else {
        throw unknown(pattern);
      }
    }
    return translated.toString();
  }

  private static boolean isLiteral(char c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }

  private static String escaped(String pattern, char c) {
    return switch (c) {
      case 'd' -> "[0-9]";
      case '.' -> "\\.";
      default -> throw unknown(pattern);
    };
  }

  private static IllegalArgumentException unknown(String pattern) {
    return new IllegalArgumentException("no expression of Lucene's is known for " + pattern);
  }
}

package dev.fencepost.discovery.content;

/** Lines as in properties, YAML and environment files: a key, {@code =} or {@code :}, a value. */
public final class KeyedLines {

  private static final int LONGEST_KEY = 64;
  private static final int REACH = 256;

  private KeyedLines() {}

  /**
   * The key of the line an index is in, or empty if the line has none or the index is in the key
   * itself.
   */
  public static String keyAt(String text, int index) {
    int limit = Math.max(0, index - REACH);
    int line = index;
    while (line > limit && text.charAt(line - 1) != '\n') {
      line--;
    }
    if (line == limit && limit > 0) {
      return "";
    }
    while (line < index && " \t-\"'".indexOf(text.charAt(line)) >= 0) {
      line++;
    }
    if (text.startsWith("export ", line)) {
      line += 7;
    }
    int end = line;
    while (end < index && end - line < LONGEST_KEY && isKey(text.charAt(end))) {
      end++;
    }
    int operator = end;
    while (operator < index && " \t\"'".indexOf(text.charAt(operator)) >= 0) {
      operator++;
    }
    boolean assigns =
        operator < index && (text.charAt(operator) == '=' || text.charAt(operator) == ':');
    return assigns && end > line ? text.substring(line, end) : "";
  }

  private static boolean isKey(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.';
  }
}

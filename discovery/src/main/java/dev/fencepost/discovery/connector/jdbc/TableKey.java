package dev.fencepost.discovery.connector.jdbc;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of an object: {@code schema/table} for a table and its lowest numbers, {@code
 * schema/table#00000000000000100000} for the rows from that number on. In names, all that sorts up
 * to the {@code #}, and {@code %} and {@code /}, is written as {@code %} with two digits, so that a
 * table's objects follow each other whatever other tables are called.
 *
 * @param from the first number of its rows; null for the first object, which begins anywhere
 */
record TableKey(String schema, String table, @Nullable BigInteger from) {

  private static final char SEPARATOR = '#';
  private static final int DIGITS = 20;

  /** The key of a table's first object. */
  static TableKey of(String schema, String table) {
    return new TableKey(schema, table, null);
  }

  TableKey startingAt(BigInteger number) {
    return new TableKey(schema, table, number);
  }

  String text() {
    String name = escaped(schema) + "/" + escaped(table);
    return from == null ? name : name + SEPARATOR + padded(from.toString());
  }

  /** What the keys of the table's further objects begin with. */
  String prefix() {
    return escaped(schema) + "/" + escaped(table) + SEPARATOR;
  }

  private static String padded(String digits) {
    return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
  }

  /** The least number whose key can be at or behind a key that begins with {@link #prefix}. */
  BigInteger leastFrom(String key) {
    StringBuilder digits = new StringBuilder();
    String behind = key.substring(prefix().length());
    while (digits.length() < Math.min(DIGITS, behind.length())
        && isDigit(behind.charAt(digits.length()))) {
      digits.append(behind.charAt(digits.length()));
    }
    return new BigInteger(digits + "0".repeat(DIGITS - digits.length()));
  }

  /** What a text says as a key; empty if it is none. */
  static Optional<TableKey> parse(String text) {
    int slash = text.indexOf('/');
    int separator = text.indexOf(SEPARATOR);
    if (slash < 1 || (separator >= 0 && separator < slash)) {
      return Optional.empty();
    }
    String table = separator < 0 ? text.substring(slash + 1) : text.substring(slash + 1, separator);
    TableKey key = of(unescaped(text.substring(0, slash)), unescaped(table));
    if (separator >= 0) {
      String digits = text.substring(separator + 1);
      if (digits.length() != DIGITS || !digits.chars().allMatch(TableKey::isDigit)) {
        return Optional.empty();
      }
      key = key.startingAt(new BigInteger(digits));
    }
    return key.text().equals(text) ? Optional.of(key) : Optional.empty();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= SEPARATOR || c == '%' || c == '/' || c == 0x7f) {
        escaped.append('%').append(hex(c >> 4)).append(hex(c & 15));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static char hex(int digit) {
    return Character.forDigit(digit, 16);
  }

  private static String unescaped(String text) {
    StringBuilder name = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%' && i + 2 < text.length()) {
        int high = Math.max(0, Character.digit(text.charAt(i + 1), 16));
        int low = Math.max(0, Character.digit(text.charAt(i + 2), 16));
        name.append((char) (high * 16 + low));
        i += 2;
      } else {
        name.append(text.charAt(i));
      }
    }
    return name.toString();
  }

  /** True if findings can name it. */
  boolean fits() {
    return text().getBytes(StandardCharsets.UTF_8).length <= 2000;
  }
}

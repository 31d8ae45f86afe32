package dev.fencepost.discovery.connector;

import org.jspecify.annotations.Nullable;

/**
 * Keys from {@code from}, included, up to {@code to}, excluded, in {@link KeyOrder}.
 *
 * @param from empty for the first key there can be
 * @param to null for no end
 */
public record KeyRange(String from, @Nullable String to) {

  public static final KeyRange ALL = new KeyRange("", null);

  public KeyRange {
    if (to != null && KeyOrder.compare(from, to) >= 0) {
      throw new IllegalArgumentException("a range must begin before it ends");
    }
  }

  public boolean contains(String key) {
    return KeyOrder.compare(key, from) >= 0 && (to == null || KeyOrder.compare(key, to) < 0);
  }

  /** True if some key that begins with the prefix may be in the range. */
  public boolean mayContainPrefix(String prefix) {
    boolean endsBefore = to != null && KeyOrder.compare(to, prefix) <= 0;
    return !endsBefore && (KeyOrder.compare(prefix, from) >= 0 || from.startsWith(prefix));
  }
}

package dev.fencepost.discovery.connector;

import java.util.Comparator;

/**
 * The order of keys: by the bytes of their UTF-8 form, which is the order of their code points and
 * of {@code COLLATE "C"} in the database. {@link String#compareTo} differs above U+FFFF.
 */
public final class KeyOrder {

  public static final Comparator<String> COMPARATOR = KeyOrder::compare;

  private KeyOrder() {}

  public static int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        boolean sameKind = Character.isSurrogate(a) == Character.isSurrogate(b);
        return sameKind ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}

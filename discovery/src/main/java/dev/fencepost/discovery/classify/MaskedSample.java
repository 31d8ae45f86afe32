package dev.fencepost.discovery.classify;

import dev.fencepost.core.detection.InfoType;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a value looks like without saying what it is: letters and digits become stars, and of long
 * numbers that people tell apart by their end the last two stay. Of secrets nothing is shown, not
 * even their length, because their symbols are a part of them.
 */
final class MaskedSample {

  private static final int SHOWN_AT_MOST = 40;
  private static final int KEPT = 2;

  /** So many hidden characters at least, or what is kept would say too much. */
  private static final int HIDDEN_AT_LEAST = 6;

  private static final String SECRET = "********";

  private static final Set<InfoType> TOLD_BY_THEIR_END =
      EnumSet.of(InfoType.CREDIT_CARD, InfoType.IBAN, InfoType.US_SSN, InfoType.PHONE_NUMBER);

  private MaskedSample() {}

  static String of(InfoType type, String value) {
    String masked =
        switch (type) {
          case PASSWORD_ASSIGNMENT -> SECRET;
          case URL -> url(value);
          default -> masked(value, hidden(type, value));
        };
    return masked.length() <= SHOWN_AT_MOST ? masked : masked.substring(0, SHOWN_AT_MOST - 1) + "…";
  }

  /** How many letters and digits are hidden, from the beginning on. */
  private static long hidden(InfoType type, String value) {
    long characters = value.chars().filter(Character::isLetterOrDigit).count();
    boolean keeps = TOLD_BY_THEIR_END.contains(type) && characters >= HIDDEN_AT_LEAST + KEPT;
    return keeps ? characters - KEPT : characters;
  }

  /** The form of an address; of a user and a password in it, that they are there. */
  private static String url(String value) {
    int from = value.indexOf("://") + 3;
    int authorityEnd = from;
    while (authorityEnd < value.length() && "/?#".indexOf(value.charAt(authorityEnd)) < 0) {
      authorityEnd++;
    }
    int at = value.lastIndexOf('@', authorityEnd - 1);
    if (from < 3 || at < from) {
      return masked(value, value.length());
    }
    return masked(value.substring(0, from), from)
        + SECRET
        + masked(value.substring(at), value.length());
  }

  private static String masked(String value, long toHide) {
    long hidden = toHide;
    StringBuilder masked = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isWhitespace(c)) {
        masked.append(' ');
      } else if (c < ' ' || c > '~' || (Character.isLetterOrDigit(c) && hidden-- > 0)) {
        masked.append('*');
      } else {
        masked.append(c);
      }
    }
    return masked.toString();
  }
}

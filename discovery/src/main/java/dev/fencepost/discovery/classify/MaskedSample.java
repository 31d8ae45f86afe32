package dev.fencepost.discovery.classify;

import dev.fencepost.core.detection.InfoType;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a value looks like without saying what it is: letters and digits become stars, and of long
 * numbers that people tell apart by their end the last two stay.
 */
final class MaskedSample {

  private static final int SHOWN_AT_MOST = 40;
  private static final int KEPT = 2;

  /** So many hidden characters at least, or what is kept would say too much. */
  private static final int HIDDEN_AT_LEAST = 6;

  private static final Set<InfoType> TOLD_BY_THEIR_END =
      EnumSet.of(InfoType.CREDIT_CARD, InfoType.IBAN, InfoType.US_SSN, InfoType.PHONE_NUMBER);

  private MaskedSample() {}

  static String of(InfoType type, String value) {
    long characters = value.chars().filter(Character::isLetterOrDigit).count();
    boolean keeps = TOLD_BY_THEIR_END.contains(type) && characters >= HIDDEN_AT_LEAST + KEPT;
    long hidden = keeps ? characters - KEPT : characters;
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
    return masked.length() <= SHOWN_AT_MOST
        ? masked.toString()
        : masked.substring(0, SHOWN_AT_MOST - 1) + "…";
  }
}

package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/**
 * Payment card numbers: an issuer's range, the length that goes with it, and the Luhn check digit;
 * in one run or in the groups printed on cards.
 */
final class CreditCardDetector implements Detector {

  private static final Vocabulary WORDS =
      Vocabulary.of(
          """
          card cards credit debit visa mastercard amex cc ccn pan payment cardnumber creditcard
          discover diners jcb maestro""",
          """
          order orders invoice isbn version serial sku tracking timestamp time ts imei ean gtin upc
          barcode trace span ref reference offset checksum build nonce seed""");

  private static final Base PLAIN =
      Base.of(
          0.75,
          "an issuer's range and length, and the Luhn check digit",
          Reason.FORMAT,
          Reason.CHECKSUM);

  private static final Base GROUPED =
      Base.of(
          0.85,
          "an issuer's range and length in a card's groups, and the Luhn check digit",
          Reason.FORMAT,
          Reason.CHECKSUM,
          Reason.GROUPING);

  private static final Base UNKNOWN =
      Base.of(
          0.3,
          "the Luhn check digit, but no issuer's range or a table around it; one in ten has that",
          Reason.CHECKSUM);

  private static final int SHORTEST = 12;

  private static final int[][] GROUPINGS = {{4, 4, 4, 4, 3}, {4, 4, 4, 4}, {4, 6, 5}, {4, 6, 4}};

  @Override
  public InfoType infoType() {
    return InfoType.CREDIT_CARD;
  }

  @Override
  public void detect(Passage passage, Hits found) {
    String text = passage.text();
    int i = Chars.nextDigit(text, 0);
    while (i < text.length()) {
      int end = Chars.endOfDigits(text, i);
      int length = end - i;
      if (length >= SHORTEST && length <= 19) {
        judge(passage, i, end, text.substring(i, end), false, found);
      } else if (length == 4) {
        int groupsEnd = endOfGroups(text, i);
        if (groupsEnd > 0) {
          String digits = text.substring(i, groupsEnd).replace(" ", "").replace("-", "");
          judge(passage, i, groupsEnd, digits, true, found);
          end = groupsEnd;
        }
      }
      i = Chars.nextDigit(text, end);
    }
  }

  /** Where the card's groups end, or -1 if no grouping fits. */
  private static int endOfGroups(String text, int start) {
    char separator = Chars.at(text, start + 4);
    if ((separator != ' ' && separator != '-') || !Chars.isDigit(Chars.at(text, start + 5))) {
      return -1;
    }
    for (int[] grouping : GROUPINGS) {
      int end = endOfGroups(text, start, separator, grouping);
      if (end > 0) {
        return end;
      }
    }
    return -1;
  }

  private static int endOfGroups(String text, int start, char separator, int[] grouping) {
    int i = start;
    for (int group = 0; group < grouping.length; group++) {
      if (group > 0 && Chars.at(text, i++) != separator) {
        return -1;
      }
      if (Chars.endOfDigits(text, i) != i + grouping[group]) {
        return -1;
      }
      i += grouping[group];
    }
    return i;
  }

  private static void judge(
      Passage passage, int start, int end, String digits, boolean grouped, Hits found) {
    String text = passage.text();
    if (!Chars.opensNumber(text, start)
        || !Chars.closesNumber(text, end)
        || digits.chars().distinct().count() < 2
        || !LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(digits)) {
      return;
    }
    boolean doubtful = !isIssued(digits) || (grouped && isInTable(text, start, end));
    Base base = doubtful ? UNKNOWN : grouped ? GROUPED : PLAIN;
    found.add(InfoType.CREDIT_CARD, start, end, base, WORDS.near(passage, start, end));
  }

  /** Between more groups of the same kind, as in tables of codes. */
  private static boolean isInTable(String text, int start, int end) {
    return (Chars.at(text, start - 1) == ' ' && isFourHex(text, start - 5))
        || (Chars.at(text, end) == ' ' && isFourHex(text, end + 1));
  }

  private static boolean isFourHex(String text, int start) {
    for (int i = start; i < start + 4; i++) {
      if (!Chars.isHex(Chars.at(text, i))) {
        return false;
      }
    }
    return !Chars.isWordPart(Chars.at(text, start - 1))
        && !Chars.isWordPart(Chars.at(text, start + 4));
  }

  /**
   * Issuer ranges with their lengths: Visa, Mastercard, Amex, Diners, Discover, JCB, UnionPay.
   * Maestro's and those of the past are so wide that their numbers need a word.
   */
  private static boolean isIssued(String digits) {
    int length = digits.length();
    int two = Integer.parseInt(digits, 0, 2, 10);
    int three = Integer.parseInt(digits, 0, 3, 10);
    int four = Integer.parseInt(digits, 0, 4, 10);
    if (digits.charAt(0) == '4') {
      return length == 16 || length == 19;
    }
    if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
      return length == 16;
    }
    if (two == 34 || two == 37) {
      return length == 15;
    }
    if ((three >= 300 && three <= 305) || two == 36 || two == 38 || two == 39) {
      return length == 14;
    }
    boolean discover = four == 6011 || (three >= 644 && three <= 649) || two == 65;
    boolean jcb = four >= 3528 && four <= 3589;
    return (discover || jcb || two == 62) && length >= 16;
  }
}

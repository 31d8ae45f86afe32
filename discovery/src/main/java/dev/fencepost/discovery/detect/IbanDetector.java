package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import java.util.Locale;
import org.apache.commons.validator.routines.IBANValidator;

/**
 * International bank account numbers: the country's length and format, and the remainder modulo 97;
 * in one run or in groups of four.
 */
final class IbanDetector implements Detector {

  private static final Vocabulary WORDS =
      Vocabulary.of(
          "iban account bank konto kontonummer bic swift payee",
          "sha md hash commit checksum digest token");

  private static final Base ACCOUNT =
      Base.of(
          0.92, "a country's length and form, and the checksum", Reason.FORMAT, Reason.CHECKSUM);

  private static final Base GROUPED =
      Base.of(
          0.92,
          "a country's length and form in groups of four, and the checksum",
          Reason.FORMAT,
          Reason.CHECKSUM,
          Reason.GROUPING);

  private static final Base SMALL =
      Base.of(
          0.75,
          "a country's length and form, and the checksum, but in small letters",
          Reason.FORMAT,
          Reason.CHECKSUM);

  private static final IBANValidator FORMATS = IBANValidator.getInstance();
  private static final int LONGEST = 34;

  @Override
  public InfoType infoType() {
    return InfoType.IBAN;
  }

  @Override
  public void detect(Passage passage, Hits found) {
    String text = passage.text();
    int i = 0;
    while (i < text.length()) {
      i = Chars.nextDigit(text, i);
      int start = i - 2;
      i++;
      if (!opens(text, start)) {
        continue;
      }
      String country = text.substring(start, start + 2).toUpperCase(Locale.ROOT);
      IBANValidator.Validator format = FORMATS.getValidator(country);
      if (format != null) {
        i = Math.max(i, judge(passage, start, format.getIbanLength(), found));
      }
    }
  }

  /** Two letters and two digits that begin a word. */
  private static boolean opens(String text, int start) {
    return start >= 0
        && Chars.isLetter(text.charAt(start))
        && Chars.isLetter(text.charAt(start + 1))
        && Chars.isDigit(Chars.at(text, start + 3))
        && !Chars.isWordPart(Chars.at(text, start - 1));
  }

  /** Returns where to go on: behind the account number, or 0. */
  private static int judge(Passage passage, int start, int length, Hits found) {
    String text = passage.text();
    StringBuilder compact = new StringBuilder(LONGEST);
    int i = start;
    boolean grouped = false;
    while (compact.length() < length && i < text.length()) {
      char c = text.charAt(i);
      boolean gap = c == ' ' && !compact.isEmpty() && compact.length() % 4 == 0;
      if (gap && (grouped || compact.length() == 4)) {
        grouped = true;
        i++;
        c = Chars.at(text, i);
      }
      if (!Chars.isAlphanumeric(c)) {
        return 0;
      }
      compact.append(c);
      i++;
    }
    if (compact.length() < length || Chars.isWordPart(Chars.at(text, i)) || isMixed(compact)) {
      return 0;
    }
    if (!FORMATS.isValid(compact.toString().toUpperCase(Locale.ROOT))) {
      return 0;
    }
    Context context = WORDS.near(passage, start, i);
    boolean small = Character.isLowerCase(compact.charAt(0));
    found.add(InfoType.IBAN, start, i, small ? SMALL : grouped ? GROUPED : ACCOUNT, context);
    return i;
  }

  /** Real ones are written in one case; random tokens mix. */
  private static boolean isMixed(CharSequence compact) {
    return compact.chars().anyMatch(Character::isLowerCase)
        && compact.chars().anyMatch(Character::isUpperCase);
  }
}

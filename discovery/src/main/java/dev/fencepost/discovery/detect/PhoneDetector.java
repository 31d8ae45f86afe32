package dev.fencepost.discovery.detect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.detect.Vocabulary.Verdict;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers that are valid by libphonenumber's plans. International numbers count by
 * themselves; national ones of the configured regions need the plan's own grouping or a word that
 * says so, because any ten digits could be a phone number; and without such a word, a number with a
 * leading zero must not be part of a longer row of numbers.
 */
final class PhoneDetector implements Detector {

  private static final Vocabulary WORDS =
      Vocabulary.of(
          """
          phone phones tel telephone mobile cell fax call called sms whatsapp telefon handy mobil
          hotline dial contact phonenumber landline""",
          """
          order orders invoice isbn issn version build revision sku serial part ref reference ticket
          tracking case account acct date time timestamp bug rfc pid uid code checksum sha md card
          lat lon latitude longitude id iban offset size bytes ean gtin upc barcode patent port doi""");

  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  private static final int LEAST_DIGITS = 7;
  private static final int MOST_DIGITS = 15;

  private static final Set<Reason> GROUPED = Set.of(Reason.FORMAT, Reason.GROUPING);

  private final List<String> regions;
  private final boolean northAmerican;

  /**
   * @param regions ISO codes whose national formats are recognised
   */
  PhoneDetector(List<String> regions) {
    this.regions = List.copyOf(regions);
    this.northAmerican = regions.stream().anyMatch(PhoneDetector::isNorthAmerican);
  }

  @Override
  public InfoType infoType() {
    return InfoType.PHONE_NUMBER;
  }

  @Override
  public void detect(Passage passage, Consumer<Hit> found) {
    String text = passage.text();
    int digit = Chars.nextDigit(text, 0);
    int done = 0;
    while (digit < text.length()) {
      int start = opening(text, digit, done);
      int next = Chars.endOfDigits(text, digit);
      if (opens(text, start)) {
        PhoneCandidate candidate = PhoneCandidate.at(text, start);
        if (candidate.digits() >= LEAST_DIGITS) {
          next = Math.max(next, judge(passage, candidate, found));
        }
      }
      done = next;
      digit = Chars.nextDigit(text, next);
    }
  }

  /** A plus sign or a parenthesis belongs to the number it stands before. */
  private static int opening(String text, int digit, int done) {
    int start = digit;
    if (start > done && text.charAt(start - 1) == '(') {
      start--;
    }
    return start > done && text.charAt(start - 1) == '+' ? start - 1 : start;
  }

  private static boolean opens(String text, int start) {
    char before = Chars.at(text, start - 1);
    return !Chars.isWordPart(before)
        && ".-/+#$%@\\*^~€£".indexOf(before) < 0
        && !(before == ':' && Chars.isDigit(Chars.at(text, start - 2)));
  }

  /** Returns where to go on: behind the number, or 0. */
  private int judge(Passage passage, PhoneCandidate candidate, Consumer<Hit> found) {
    if (candidate.isInternational()) {
      return international(passage, candidate, found);
    }
    int american = northAmerican ? candidate.endOfNorthAmerican() : 0;
    if (american > 0 && closes(passage.text(), american)) {
      Verdict context = WORDS.near(passage, candidate.start(), american);
      double base = candidate.isBlankSeparated(american) ? 0.4 : 0.7;
      boolean valid = valid(candidate.upTo(american), true);
      return valid ? report(candidate, american, base, GROUPED, context, found) : 0;
    }
    return candidate.hasTrunkPrefix() || northAmerican ? national(passage, candidate, found) : 0;
  }

  private int international(Passage passage, PhoneCandidate candidate, Consumer<Hit> found) {
    for (int end : candidate.ends()) {
      if (mayEnd(passage, candidate, end) && valid(candidate.upTo(end), false)) {
        Verdict context = WORDS.near(passage, candidate.start(), end);
        return report(candidate, end, 0.85, Set.of(Reason.FORMAT), context, found);
      }
    }
    return 0;
  }

  /** Needs a word that says so, or for a leading zero the very grouping of its plan. */
  private int national(Passage passage, PhoneCandidate candidate, Consumer<Hit> found) {
    boolean trunk = candidate.hasTrunkPrefix();
    for (int end : candidate.ends()) {
      int digits = candidate.digitsUpTo(end);
      boolean whole = trunk && end == candidate.ends().get(0);
      if (!mayEnd(passage, candidate, end) || !(trunk || digits == 10 || digits == 11)) {
        continue;
      }
      Verdict context = WORDS.near(passage, candidate.start(), end);
      if (context == Verdict.RAISES && valid(candidate.upTo(end), !trunk)) {
        return report(candidate, end, 0.6, Set.of(Reason.FORMAT), context, found);
      }
      if (context == Verdict.SILENT && whole && isGroupedAsPlanned(candidate.upTo(end))) {
        return report(candidate, end, 0.7, GROUPED, context, found);
      }
    }
    return 0;
  }

  private static boolean mayEnd(Passage passage, PhoneCandidate candidate, int end) {
    int digits = candidate.digitsUpTo(end);
    return digits >= LEAST_DIGITS && digits <= MOST_DIGITS && closes(passage.text(), end);
  }

  /** An extension may follow, as in {@code x12}. */
  private static boolean closes(String text, int end) {
    boolean extension = Chars.at(text, end) == 'x' && Chars.isDigit(Chars.at(text, end + 1));
    return extension || Chars.closesNumber(text, end);
  }

  private static int report(
      PhoneCandidate candidate,
      int end,
      double base,
      Set<Reason> reasons,
      Verdict context,
      Consumer<Hit> found) {
    Confidence.report(InfoType.PHONE_NUMBER, candidate.start(), end, base, context, reasons, found);
    return end;
  }

  /** True if a plan has the number: the North American one, or one of the other regions'. */
  private boolean valid(String written, boolean american) {
    if (written.startsWith("+")) {
      PhoneNumber number = parsed(written, "ZZ");
      return number != null && PLANS.isValidNumber(number);
    }
    for (String region : regions) {
      PhoneNumber number = isNorthAmerican(region) == american ? parsed(written, region) : null;
      // The North American plan is one for many countries, told apart only by area code.
      if (number != null
          && (american
              ? PLANS.isValidNumber(number)
              : PLANS.isValidNumberForRegion(number, region))) {
        return true;
      }
    }
    return false;
  }

  private boolean isGroupedAsPlanned(String written) {
    for (String region : regions) {
      PhoneNumber number = isNorthAmerican(region) ? null : parsed(written, region);
      if (number != null
          && PLANS.isValidNumberForRegion(number, region)
          && PhoneCandidate.sameGroups(written, PLANS.format(number, PhoneNumberFormat.NATIONAL))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNorthAmerican(String region) {
    return PLANS.getCountryCodeForRegion(region) == 1;
  }

  private static @Nullable PhoneNumber parsed(String written, String region) {
    try {
      return PLANS.parse(written, region);
    } catch (NumberParseException notAPhoneNumber) {
      return null;
    }
  }
}

package dev.fencepost.discovery.detect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.fencepost.discovery.detect.Vocabulary.Verdict;
import java.util.EnumSet;
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
          Set.of(
              "phone",
              "phones",
              "tel",
              "telephone",
              "mobile",
              "cell",
              "fax",
              "call",
              "called",
              "sms",
              "whatsapp",
              "telefon",
              "handy",
              "mobil",
              "hotline",
              "dial",
              "contact",
              "phonenumber",
              "landline"),
          Set.of(
              "order",
              "orders",
              "invoice",
              "isbn",
              "issn",
              "version",
              "build",
              "revision",
              "sku",
              "serial",
              "part",
              "ref",
              "reference",
              "ticket",
              "tracking",
              "case",
              "account",
              "acct",
              "date",
              "time",
              "timestamp",
              "bug",
              "rfc",
              "pid",
              "uid",
              "code",
              "checksum",
              "sha",
              "md",
              "card",
              "lat",
              "lon",
              "latitude",
              "longitude",
              "id",
              "iban",
              "offset",
              "size",
              "bytes",
              "ean",
              "gtin",
              "upc",
              "barcode",
              "patent",
              "port",
              "doi"));

  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  private static final int LEAST_DIGITS = 7;
  private static final int MOST_DIGITS = 15;

  private final List<String> regions;
  private final boolean northAmerican;

  /**
   * @param regions ISO codes whose national formats are recognised
   */
  PhoneDetector(List<String> regions) {
    this.regions = List.copyOf(regions);
    this.northAmerican = regions.contains("US") || regions.contains("CA");
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
    String text = passage.text();
    boolean international = candidate.isInternational();
    boolean american = northAmerican && candidate.isNorthAmerican();
    boolean trunk = candidate.hasTrunkPrefix();
    if (!international && !american && !trunk && candidate.firstGroup() < LEAST_DIGITS - 1) {
      Verdict near = WORDS.near(passage, candidate.start(), candidate.start());
      if (near != Verdict.RAISES) {
        return 0;
      }
    }
    for (int end : candidate.ends()) {
      int digits = candidate.digitsUpTo(end);
      if (digits < LEAST_DIGITS || digits > MOST_DIGITS || !Chars.closesNumber(text, end)) {
        continue;
      }
      Verdict context = WORDS.near(passage, candidate.start(), end);
      if (!international && context == Verdict.LOWERS) {
        return 0;
      }
      boolean byContext = context == Verdict.RAISES;
      boolean whole = trunk && end == candidate.ends().get(0);
      if (international || american || whole || byContext) {
        Set<Reason> reasons = valid(candidate, end, byContext);
        if (!reasons.isEmpty()) {
          double base = international ? 0.85 : reasons.contains(Reason.GROUPING) ? 0.7 : 0.5;
          Confidence.report(
              InfoType.PHONE_NUMBER, candidate.start(), end, base, context, reasons, found);
          return end;
        }
      }
    }
    return 0;
  }

  /** Why this is a number of some plan; empty if it is of none. */
  private Set<Reason> valid(PhoneCandidate candidate, int end, boolean byContext) {
    String written = candidate.upTo(end);
    if (candidate.isInternational()) {
      PhoneNumber number = parsed(written, "ZZ");
      boolean valid = number != null && PLANS.isValidNumber(number);
      return valid ? EnumSet.of(Reason.FORMAT) : Set.of();
    }
    for (String region : regions) {
      PhoneNumber number = parsed(written, region);
      if (number != null && PLANS.isValidNumberForRegion(number, region)) {
        if (PhoneCandidate.sameGroups(written, PLANS.format(number, PhoneNumberFormat.NATIONAL))) {
          return EnumSet.of(Reason.FORMAT, Reason.GROUPING);
        }
        if (byContext) {
          return EnumSet.of(Reason.FORMAT);
        }
      }
    }
    return Set.of();
  }

  private static @Nullable PhoneNumber parsed(String written, String region) {
    try {
      return PLANS.parse(written, region);
    } catch (NumberParseException notAPhoneNumber) {
      return null;
    }
  }
}

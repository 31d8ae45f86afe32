package dev.fencepost.discovery.detect;

import dev.fencepost.core.detection.InfoType;
import java.util.List;

/**
 * Phone numbers. International ones count by themselves when a country's plan has them; national
 * ones of the configured regions need the plan's own grouping or a word that says so, because any
 * ten digits could be a phone number. What is labelled a phone number, as in {@code Fax: …}, needs
 * no more than the form of one: plans change, and people write numbers that are in none.
 */
final class PhoneDetector implements Detector {

  private static final Base INTERNATIONAL =
      Base.of(0.85, "a number with a country's code that its plan has", Reason.FORMAT);

  private static final Base GROUPED =
      Base.of(0.7, "a number that a plan has, in its own groups", Reason.FORMAT, Reason.GROUPING);

  private static final Base THREE_NUMBERS =
      Base.of(
          0.4,
          "a number that a plan has, but with blanks three numbers may be anything",
          Reason.FORMAT,
          Reason.GROUPING);

  private static final Base NATIONAL =
      Base.of(0.4, "digits that a plan has; too common without a word", Reason.FORMAT);

  private static final Base LABELLED =
      Base.of(0.2, "the form of a phone number, though no plan has it");

  private static final Base FORM =
      Base.of(0.2, "the form of a phone number, but neither a plan nor a label says so");

  private final PhonePlans plans;

  /**
   * @param regions ISO codes whose national formats are recognised
   */
  PhoneDetector(List<String> regions) {
    this.plans = new PhonePlans(regions);
  }

  @Override
  public InfoType infoType() {
    return InfoType.PHONE_NUMBER;
  }

  @Override
  public void detect(Passage passage, Hits found) {
    String text = passage.text();
    int digit = Chars.nextDigit(text, 0);
    int done = 0;
    while (digit < text.length()) {
      int start = opening(text, digit, done);
      int next = Chars.endOfDigits(text, digit);
      if (opens(text, start)) {
        PhoneCandidate candidate = PhoneCandidate.at(text, start);
        if (candidate.digits() >= PhoneCandidate.LEAST_DIGITS) {
          next = Math.max(next, judge(passage, candidate, found));
        }
      }
      done = next;
      digit = Chars.nextDigit(text, next);
    }
  }

  /** A plus sign, or a parenthesis that is closed soon, belongs to the number behind it. */
  private static int opening(String text, int digit, int done) {
    int start = digit;
    if (start > done
        && text.charAt(start - 1) == '('
        && Chars.at(text, Chars.endOfDigits(text, digit)) == ')') {
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
  private int judge(Passage passage, PhoneCandidate candidate, Hits found) {
    int end = byPlan(passage, candidate, found);
    if (end == 0) {
      end = byLabel(passage, candidate, found);
    }
    if (end == 0 && found.keepsWeak() && candidate.isPlausible()) {
      doubt(candidate, found);
    }
    return end;
  }

  /** What a word could have made a number. */
  private void doubt(PhoneCandidate candidate, Hits found) {
    String written = candidate.upTo(candidate.end());
    boolean planned = plans.has(written, true) || plans.has(written, false);
    found.doubt(
        InfoType.PHONE_NUMBER, candidate.start(), candidate.end(), planned ? NATIONAL : FORM);
  }

  private int byPlan(Passage passage, PhoneCandidate candidate, Hits found) {
    if (candidate.isInternational()) {
      return international(passage, candidate, found);
    }
    int american = plans.northAmerican() ? candidate.endOfNorthAmerican() : 0;
    if (american > 0 && closes(passage, american)) {
      Base base = candidate.isBlankSeparated(american) ? THREE_NUMBERS : GROUPED;
      return plans.has(candidate.upTo(american), true)
          ? add(passage, candidate, american, base, found)
          : 0;
    }
    return candidate.hasTrunkPrefix() || plans.northAmerican()
        ? national(passage, candidate, found)
        : 0;
  }

  /** Without groups there must be more digits: short ones are counts and offsets. */
  private int international(Passage passage, PhoneCandidate candidate, Hits found) {
    for (int end : candidate.ends()) {
      int digits = candidate.digitsUpTo(end);
      boolean enough = digits >= PhoneCandidate.LEAST_UNGROUPED || candidate.isGroupedUpTo(end);
      if (enough
          && mayEnd(passage, candidate, end)
          && plans.has(candidate.dialledUpTo(end), false)) {
        return add(passage, candidate, end, INTERNATIONAL, found);
      }
    }
    return 0;
  }

  /** Needs a word that says so, or for a leading zero the very grouping of its plan. */
  private int national(Passage passage, PhoneCandidate candidate, Hits found) {
    boolean trunk = candidate.hasTrunkPrefix();
    for (int end : candidate.ends()) {
      int digits = candidate.digitsUpTo(end);
      boolean whole = end == candidate.end();
      if (!mayEnd(passage, candidate, end) || !(trunk || digits == 10 || digits == 11)) {
        continue;
      }
      Context context = PhoneWords.near(passage, candidate.start(), end);
      String written = candidate.upTo(end);
      if (context.raises() && plans.has(written, !trunk)) {
        return add(passage, candidate, end, NATIONAL, found);
      }
      if (trunk && whole && digits >= PhoneCandidate.LEAST_UNGROUPED && plans.groups(written)) {
        return add(passage, candidate, end, GROUPED, found);
      }
      if (whole && PhoneWords.label(context) && candidate.isPlausible()) {
        return 0;
      }
    }
    return 0;
  }

  /** All of it, so that a number of some plan inside is not taken for the whole. */
  private int byLabel(Passage passage, PhoneCandidate candidate, Hits found) {
    int end = candidate.end();
    return candidate.isPlausible()
            && closes(passage, end)
            && PhoneWords.label(PhoneWords.near(passage, candidate.start(), end))
        ? add(passage, candidate, end, LABELLED, found)
        : 0;
  }

  private static boolean mayEnd(Passage passage, PhoneCandidate candidate, int end) {
    int digits = candidate.digitsUpTo(end);
    return digits >= PhoneCandidate.LEAST_DIGITS
        && digits <= PhoneCandidate.MOST_DIGITS
        && closes(passage, end);
  }

  /** An extension or a label may follow, as in {@code x12} and {@code -Fax}. */
  private static boolean closes(Passage passage, int end) {
    String text = passage.text();
    return PhoneExtension.end(text, end) > end
        || Chars.closesNumber(text, end)
        || (Chars.at(text, end) == '-'
            && Chars.isLetter(Chars.at(text, end + 1))
            && PhoneWords.labelBehind(text, end));
  }

  /** Returns where the number ends, its extension included. */
  private static int add(
      Passage passage, PhoneCandidate candidate, int end, Base base, Hits found) {
    int whole = PhoneExtension.end(passage.text(), end);
    Context context = PhoneWords.near(passage, candidate.start(), whole);
    found.add(InfoType.PHONE_NUMBER, candidate.start(), whole, base, context);
    return whole;
  }
}

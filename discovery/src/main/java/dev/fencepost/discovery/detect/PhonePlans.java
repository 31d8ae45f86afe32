package dev.fencepost.discovery.detect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbering plans of libphonenumber, seen from some regions. */
final class PhonePlans {

  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

  private final List<String> regions;
  private final boolean northAmerican;

  PhonePlans(List<String> regions) {
    this.regions = List.copyOf(regions);
    this.northAmerican = regions.stream().anyMatch(PhonePlans::isNorthAmerican);
  }

  /** Whether one of the regions is in the plan that many countries of North America share. */
  boolean northAmerican() {
    return northAmerican;
  }

  /**
   * True if a plan has the number: with a plus sign, that of its country; otherwise the North
   * American one, or one of the other regions'.
   */
  boolean has(String written, boolean american) {
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

  /** True if a plan has the number and writes it in the same groups. */
  boolean groups(String written) {
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

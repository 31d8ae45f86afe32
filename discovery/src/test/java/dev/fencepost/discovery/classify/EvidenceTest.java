package dev.fencepost.discovery.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.detection.InfoType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {

  @ParameterizedTest
  @CsvSource({
    "US_SSN, 536-22-1234, ***-**-**34",
    "CREDIT_CARD, 4111 1111 1111 1111, **** **** **** **11",
    "PHONE_NUMBER, +49 30 901820, +** ** ****20",
    "PHONE_NUMBER, 90182, *****",
    "EMAIL_ADDRESS, jo.smith@example.org, **.*****@*******.***",
    "AWS_ACCESS_KEY, AKIAIOSFODNN7EXAMPLE, ********************",
    "PASSWORD_ASSIGNMENT, hunter2!, ********",
    "PASSWORD_ASSIGNMENT, !!$$%%&&//((a1, ********",
    "PASSWORD_ASSIGNMENT, a1, ********",
    "URL, https://www.example.com/a?b=1, *****://***.*******.***/*?*=*",
    "URL, https://bob:p$$!%@x.org/a@b, *****://********@*.***/*@*",
    "PHONE_NUMBER, 467 3395, *** ****",
    "IBAN, de89370400440532013000, ********************00",
    "CREDIT_CARD, ４１１１１１１１１１１１１１１１, ****************"
  })
  void a_sample_shows_the_form_and_at_most_the_end(InfoType type, String value, String shown) {
    assertThat(MaskedSample.of(type, value)).isEqualTo(shown);
  }

  @Test
  void a_sample_is_short_and_plain() {
    assertThat(MaskedSample.of(InfoType.JWT, "x.".repeat(500))).hasSize(40).endsWith("…");
    assertThat(MaskedSample.of(InfoType.EMAIL_ADDRESS, "ä\nß\u0000é")).isEqualTo("* ***");
    assertThat(MaskedSample.of(InfoType.EMAIL_ADDRESS, "\u202e😀\u2028x")).isEqualTo("*** *");
  }

  @Test
  void equal_values_have_equal_hashes_however_they_are_grouped() {
    Fingerprints prints = Fingerprints.keyedBy("key");

    assertThat(prints.of(InfoType.US_SSN, "536-22-1234"))
        .isEqualTo(prints.of(InfoType.US_SSN, "536 22 1234"))
        .isNotEqualTo(prints.of(InfoType.US_SSN, "536-22-1235"))
        .isNotEqualTo(prints.of(InfoType.PHONE_NUMBER, "536-22-1234"))
        .isNotEqualTo(Fingerprints.keyedBy("other").of(InfoType.US_SSN, "536-22-1234"));
    assertThat(prints.of(InfoType.US_SSN, "536-22-1234").orElseThrow()).matches("[0-9a-f]{32}");
  }

  @Test
  void values_that_differ_have_hashes_that_differ() {
    Fingerprints prints = Fingerprints.keyedBy("key");

    assertThat(prints.of(InfoType.PASSWORD_ASSIGNMENT, "ab!cd1"))
        .isNotEqualTo(prints.of(InfoType.PASSWORD_ASSIGNMENT, "ab?cd1"))
        .isNotEqualTo(prints.of(InfoType.PASSWORD_ASSIGNMENT, "AB!cd1"))
        .isNotEqualTo(prints.of(InfoType.PASSWORD_ASSIGNMENT, "😀ab!cd1"));
    assertThat(prints.of(InfoType.EMAIL_ADDRESS, "jo.smith@x.org"))
        .isEqualTo(prints.of(InfoType.EMAIL_ADDRESS, "Jo.Smith@X.org"))
        .isNotEqualTo(prints.of(InfoType.EMAIL_ADDRESS, "josmith@x.org"));
    assertThat(prints.of(InfoType.IBAN, "de89 3704 0044 0532 0130 00"))
        .isEqualTo(prints.of(InfoType.IBAN, "DE89370400440532013000"));
  }

  @Test
  void without_a_key_nothing_is_hashed() {
    assertThat(Fingerprints.keyedBy(null).of(InfoType.US_SSN, "536-22-1234")).isEmpty();
    assertThat(Fingerprints.keyedBy("").of(InfoType.US_SSN, "536-22-1234")).isEmpty();
  }
}

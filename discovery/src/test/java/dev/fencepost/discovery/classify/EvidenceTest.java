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
    "PASSWORD_ASSIGNMENT, hunter2!, *******!"
  })
  void a_sample_shows_the_form_and_at_most_the_end(InfoType type, String value, String shown) {
    assertThat(MaskedSample.of(type, value)).isEqualTo(shown);
  }

  @Test
  void a_sample_is_short_and_plain() {
    assertThat(MaskedSample.of(InfoType.JWT, "x.".repeat(500))).hasSize(40).endsWith("…");
    assertThat(MaskedSample.of(InfoType.PASSWORD_ASSIGNMENT, "ä\nß\u0000é")).isEqualTo("* ***");
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
  void without_a_key_nothing_is_hashed() {
    assertThat(Fingerprints.keyedBy(null).of(InfoType.US_SSN, "536-22-1234")).isEmpty();
    assertThat(Fingerprints.keyedBy("").of(InfoType.US_SSN, "536-22-1234")).isEmpty();
  }
}

package dev.fencepost.discovery.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.core.detection.TypeRule;
import dev.fencepost.discovery.sample.LookAlikes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorsTest {

  private static final Detectors DETECTORS = Detectors.standard();

  static List<String> found(String field, String text) {
    List<String> found = new ArrayList<>();
    DETECTORS.scan(
        new Passage(field, text),
        hit ->
            found.add(hit.infoType() + " " + text.substring((int) hit.start(), (int) hit.end())));
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "US_SSN | My SSN is 536-22-1234. | 536-22-1234",
        "US_SSN | ssn=536221234 | 536221234",
        "US_SSN | 460-89-9847 | 460-89-9847",
        "US_SSN | social security number 536 22 1234 | 536 22 1234",
        "CREDIT_CARD | paid with 4111111111111111 yesterday | 4111111111111111",
        "CREDIT_CARD | 4111 1111 1111 1111 12/27 | 4111 1111 1111 1111",
        "CREDIT_CARD | 5500-0055-5555-5559 | 5500-0055-5555-5559",
        "CREDIT_CARD | amex 3782 822463 10005 | 3782 822463 10005",
        "CREDIT_CARD | 30569309025904 | 30569309025904",
        "CREDIT_CARD | 6011111111111117 | 6011111111111117",
        "CREDIT_CARD | 3530111333300000 | 3530111333300000",
        "CREDIT_CARD | 2223003122003222 | 2223003122003222",
        "EMAIL_ADDRESS | mail jane.doe+x@example.co.uk. | jane.doe+x@example.co.uk",
        "EMAIL_ADDRESS | <jane@example.com> | jane@example.com",
        "EMAIL_ADDRESS | 'jane_doe@mail.example.org', | jane_doe@mail.example.org",
        "PHONE_NUMBER | call (415) 555-2671 now | (415) 555-2671",
        "PHONE_NUMBER | 415-555-2671 | 415-555-2671",
        "PHONE_NUMBER | 1-415-555-2671 | 1-415-555-2671",
        "PHONE_NUMBER | 415.555.2671 | 415.555.2671",
        "PHONE_NUMBER | phone: 4155552671 | 4155552671",
        "PHONE_NUMBER | Tel. 415 555 2671 ext 7 | 415 555 2671 ext 7",
        "PHONE_NUMBER | Fax: 345-899-3560x4587 | 345-899-3560x4587",
        "PHONE_NUMBER | 415-555-2671, ext. 12. | 415-555-2671, ext. 12",
        "PHONE_NUMBER | 416 60 039 office | 416 60 039",
        "PHONE_NUMBER | (37) 788-063-Fax | (37) 788-063",
        "PHONE_NUMBER | call me on 9472 7916? | 9472 7916",
        "PHONE_NUMBER | 0044 20 7946 0958 | 0044 20 7946 0958",
        "CREDIT_CARD | my card 3522235032377454 | 3522235032377454",
        "PHONE_NUMBER | +44 20 7946 0958 | +44 20 7946 0958",
        "PHONE_NUMBER | +442079460958, | +442079460958",
        "PHONE_NUMBER | 020 7946 0958 | 020 7946 0958",
        "PHONE_NUMBER | +49 30 23125000 | +49 30 23125000",
        "PHONE_NUMBER | Telefon 030/23125 000 | 030/23125 000",
        "PHONE_NUMBER | tel:+1-415-555-2671 | +1-415-555-2671",
        "IBAN | DE89370400440532013000 | DE89370400440532013000",
        "IBAN | IBAN GB82 WEST 1234 5698 7654 32 due | GB82 WEST 1234 5698 7654 32",
        "IBAN | FR1420041010050500013M02606 | FR1420041010050500013M02606",
        "IP_ADDRESS | login from 203.0.113.57 port 22 | 203.0.113.57",
        "IP_ADDRESS | 192.168.10.4:8080 | 192.168.10.4",
        "IP_ADDRESS | 198.51.100.7 - - [10/Oct/2026] | 198.51.100.7",
        "IP_ADDRESS | addr 2001:db8::8a2e:370:7334 up | 2001:db8::8a2e:370:7334",
        "IP_ADDRESS | fe80::1ff:fe23:4567:890a | fe80::1ff:fe23:4567:890a",
        "IP_ADDRESS | 6e40:4041:c617:e898:c11:40d2:c669:2eb4 | 6e40:4041:c617:e898:c11:40d2:c669:2eb4",
        "URL | see https://www.example.com/a?b=c. | https://www.example.com/a?b=c",
        "URL | (http://example.org) | http://example.org",
        "URL | jdbc:postgresql://app:Tr0ub4dor@db/x | postgresql://app:Tr0ub4dor@db/x",
        "URL | visit www.example.com/a, soon | www.example.com/a",
        "URL | http://example.org/?u=www.example.com | http://example.org/?u=www.example.com",
        "AWS_ACCESS_KEY | key AKIAQ7J2WZ5N4XKD3RTB; | AKIAQ7J2WZ5N4XKD3RTB",
        "AWS_ACCESS_KEY | ASIAQ7J2WZ5N4XKD3RTB | ASIAQ7J2WZ5N4XKD3RTB",
        "PASSWORD_ASSIGNMENT | db.password=Tr0ub4dor&3 | Tr0ub4dor&3",
        "PASSWORD_ASSIGNMENT | \"api_key\": \"9f8e7d6c5b4a\" | 9f8e7d6c5b4a",
        "PASSWORD_ASSIGNMENT | export DB_PASSWORD='s3cret pass'x | -",
        "PASSWORD_ASSIGNMENT | client_secret: q8V-zz71-Lk02 | q8V-zz71-Lk02",
      })
  void values_are_found(String type, String text, String value) {
    List<String> expected = value.equals("-") ? List.of() : List.of(type + " " + value);
    assertThat(found("", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order 536-22-1234",
        "invoice no. 415-555-2671",
        "666-12-1234 000-12-1234 912-12-1234 536-00-1234 536-22-0000 078-05-1120",
        "12345-536-22-1234",
        "4111111111111112",
        "order number 4111111111111111",
        "1764000000000 1764000000000000 1764000000000000000",
        "2026-11-20 18:58:38,123 20261120185838 2026-11-20T18:58:38.123456Z",
        "00000000000000000000 0000000000000000",
        "550e8400-e29b-41d4-a716-446655440000 55008400-1234-4123-8123-446655440000",
        "commit 3f2504e04f8911d39a0c0305e82c33014155552671",
        "e83c5163316f89bfbde7d9ab23ca2e25604af290",
        "40.712776, -74.005974 lat 51.507351 lon -0.127758",
        "libfoo-1.2.3.4.tar.gz version 10.2.3.4 >= 172.16.9.1 (1.2.3.4-1ubuntu2)",
        "Chrome/120.0.6099.109 Safari/537.36",
        "1.3.6.1.4.1.311.21.20 127.0.0.1 0.0.0.0 255.255.255.0",
        "00:1b:44:11:3a:b7 12:34:56 50:06:01:60:3b:de:12:fa",
        "std::dead::beef Face::Add a::b",
        "git@github.com:acme/app.git image@2x.png lodash@4.17.21 getty@tty1.service",
        "scp bob@host.example.com:/tmp/x multi-user@basic.target user@localhost",
        "Message-ID: <20260102030405.12345678.abc@mail.example.com>",
        "http://<host>/ file:///etc/passwd http://${HOST}/ foo://bar.baz",
        "XAKIAQ7J2WZ5N4XKD3RTB AKIAQ7J2WZ5N4XKD3RTBX AKIA0123456789012345",
        "-----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\nMIIBszCCARwCCQDQfoobar0000000000000000000000000000000000000000000000000",
        "eyJhbGciOiJIUzI1NiJ9 is only a header, eyJfoo.eyJbar.baz is nothing",
        "password: the password of the user",
        "password=${DB_PASSWORD} passwd=<secret> pwd=$(cat x) PASSWORD=",
        "password = getPassword1() password: config.password.value1 secret: string",
        "DE89370400440532013001 XX89370400440532013000",
        "ISBN 978-3-16-148410-0 ISBN 0-306-40615-2 EAN 4006381333931",
        "10.1000/182 doi:10.1093/ajae/aaq063 RFC 2822 page 123-456",
        "tracking 1Z999AA10123456784 SKU 415-555-2671",
        "-5 +100 +3.14159265 +0100 1e10 0x7fffffff 123 456 789",
        "@@ -1234567,12 +1234567,12 @@",
        "call()\n\n2019-08-04 phone 2016-2020, mobile 20190804, call 2020/03/22",
        "Clause 252.227-7013 failed 571 612 1056 520|26 1 00032625 1 3|call",
        "Bump to 1.0.99.3, XFree86 4.3.99.16, dpkg (1.6.12.99) unstable",
        "0 0111 18c0 1.52-.87 2.83-2.12 3.51.98.32 2.03.5 3.11.5 3.5",
        "Jun 6 2006::\n 2:4:6:8:10:12:14:16 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "PASS: addr2line all-1",
        "000 111 222 333 444 555 666 777 888 999",
        "3522235032377454 and 467 3395 without a word",
        "@@ -0583010,33 +2783518,08 @@",
        "www.index.html0 www. www.x xwww.example.com notes.md run.sh example.com",
        "551F 554F 5550 5551 5552 5553 5554 5555 5556 5557 5558 555A",
        "=> 05D9 05B4, 0391 0399, 0069 0307 0301, JIS 0208/0212, ld: 0711-317 ERROR",
        "fr.po: 2135/2135 messages translated",
        "Call 12 to 2016-2020, desk 1999 2004, fax 20 11 2026",
      })
  void look_alikes_are_not_found(String text) {
    assertThat(found("", text)).isEmpty();
  }

  /** Neither keeping what is weak nor explaining may change what is found. */
  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3})
  void what_is_explained_as_reported_is_what_scans_report(long seed) {
    List<String> texts = new ArrayList<>(LookAlikes.lines(seed, 500));
    texts.add("Phone: 415 555 2671 12, ssn 536 22 1234, https://example.com/a@example.org");
    texts.add("tel 0494 92 82 32 or 020 7946 0958-fax, 4111 1111 1111 1111 and v 1.2.3.4");
    for (String text : texts) {
      List<Hit> scanned = new ArrayList<>();
      DETECTORS.scan(Passage.of(text), scanned::add);

      assertThat(DETECTORS.explain(Passage.of(text)))
          .filteredOn(one -> one.outcome() == Outcome.REPORTED)
          .extracting(Explained::hit)
          .containsExactlyInAnyOrderElementsOf(scanned);
    }
  }

  @Test
  void the_steps_of_a_score_end_in_its_confidence() {
    List<Explained> seen = DETECTORS.explain(Passage.of("ssn 536221234, order 4111111111111111"));

    for (Explained one : seen) {
      List<Score.Step> steps = one.hit().score().steps();
      assertThat(steps.get(steps.size() - 1).confidence()).isEqualTo(one.hit().confidence());
    }
    assertThat(seen)
        .filteredOn(one -> one.hit().infoType() == InfoType.US_SSN)
        .singleElement()
        .satisfies(ssn -> assertThat(ssn.outcome()).isEqualTo(Outcome.REPORTED))
        .extracting(ssn -> ssn.hit().score())
        .satisfies(score -> assertThat(score.context().word()).isEqualTo("ssn"))
        .extracting(score -> score.steps().stream().map(Score.Step::confidence).toList())
        .isEqualTo(List.of(0.4, 0.76));
    assertThat(seen)
        .filteredOn(one -> one.hit().infoType() == InfoType.CREDIT_CARD)
        .singleElement()
        .satisfies(card -> assertThat(card.outcome()).isEqualTo(Outcome.BELOW_FLOOR))
        .satisfies(card -> assertThat(card.hit().confidence()).isEqualTo(0.38));
  }

  @Test
  void a_label_may_stand_alone_above_what_it_labels() {
    assertThat(found("", "Phone:\n\n467 3395\n")).containsExactly("PHONE_NUMBER 467 3395");
    assertThat(found("", "Phone\n467 3395\n")).isEmpty();
    assertThat(found("", "Phone:\nfor 467 3395\n")).isEmpty();
  }

  @Test
  void what_is_not_reported_is_counted_all_the_same() {
    Detectors ssnOnly =
        Detectors.of(
            new DetectionSettings(Map.of(InfoType.US_SSN, TypeRule.EVERYTHING), List.of()));
    List<Hit> reported = new ArrayList<>();

    assertThat(ssnOnly.scan(Passage.of("jane@example.com"), reported::add)).isEqualTo(1);
    assertThat(reported).isEmpty();
  }

  private static List<Outcome> outcomes(DetectionSettings settings, String text) {
    return Detectors.of(settings).explain(Passage.of(text)).stream()
        .map(Explained::outcome)
        .filter(outcome -> outcome != Outcome.BELOW_FLOOR)
        .toList();
  }

  @Test
  void a_template_chooses_types_thresholds_and_what_is_allowed() {
    TypeRule strict = new TypeRule(0.9, List.of());
    TypeRule allowing = new TypeRule(0, List.of("noreply@.*", "(?i)ROOT@EXAMPLE\\.com"));
    DetectionSettings settings =
        new DetectionSettings(
            Map.of(InfoType.EMAIL_ADDRESS, allowing, InfoType.US_SSN, strict), List.of());

    assertThat(outcomes(settings, "jane@example.com")).containsExactly(Outcome.REPORTED);
    assertThat(outcomes(settings, "noreply@example.com")).containsExactly(Outcome.ALLOWED);
    assertThat(outcomes(settings, "root@example.com")).containsExactly(Outcome.ALLOWED);
    assertThat(outcomes(settings, "xnoreply@example.com")).containsExactly(Outcome.REPORTED);
    assertThat(outcomes(settings, "536-22-1234")).containsExactly(Outcome.BELOW_THRESHOLD);
    assertThat(outcomes(settings, "4111111111111111")).containsExactly(Outcome.NOT_LOOKED_FOR);
    assertThat(outcomes(settings, "https://x.org/a@x.org"))
        .containsExactly(Outcome.NOT_LOOKED_FOR, Outcome.OUTRANKED);
  }

  @Test
  void a_pattern_that_is_none_is_refused_with_its_type() {
    DetectionSettings settings =
        new DetectionSettings(Map.of(InfoType.JWT, new TypeRule(0, List.of("a(?=b)"))), List.of());

    assertThatThrownBy(() -> Detectors.of(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a(?=b)")
        .hasMessageContaining("JWT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "customers[].ssn | 536221234 | US_SSN 536221234",
        "phone | 4155552671 | PHONE_NUMBER 4155552671",
        "order_id | 415-555-2671 | -",
        "orderId | 4111111111111111 | -",
        "db.password | Tr0ub4dor | PASSWORD_ASSIGNMENT Tr0ub4dor",
        "password | none | -",
        "version | 10.2.3.4 | -",
        "client_ip | 10.2.3.4 | IP_ADDRESS 10.2.3.4",
        "website | example.co.uk | URL example.co.uk",
        "website | www.example.com | URL www.example.com",
        "file | notes.md | -",
        "package | com.example.net | -",
      })
  void the_field_is_context(String field, String text, String expected) {
    assertThat(found(field, text)).isEqualTo(expected.equals("-") ? List.of() : List.of(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://bob:s3cretpw@example.com/x | URL https://bob:s3cretpw@example.com/x",
        "http://10.20.30.40/1.2.3.4/415-555-2671"
            + " | URL http://10.20.30.40/1.2.3.4/415-555-2671;IP_ADDRESS 10.20.30.40",
        "https://example.com/?m=a@example.org"
            + " | URL https://example.com/?m=a@example.org;EMAIL_ADDRESS a@example.org",
        "https://lists.example.com/a@example.org | URL https://lists.example.com/a@example.org",
        "aws_access_key=AKIAQ7J2WZ5N4XKD3RTB | AWS_ACCESS_KEY AKIAQ7J2WZ5N4XKD3RTB",
      })
  void the_more_specific_type_wins(String text, String expected) {
    assertThat(found("", text)).isEqualTo(List.of(expected.split(";")));
  }
}

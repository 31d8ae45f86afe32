package dev.fencepost.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.EndMarker;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.Incoming.Malformed;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordDecoderTest {

  private static final Finding FINDING =
      new Finding(
          "f-1",
          "US_SSN",
          0.93,
          3,
          "docs",
          "default",
          "a/ü😀.txt",
          "",
          Map.of("public", "true"),
          Instant.parse("2026-01-02T03:04:05.123456Z"));

  private static final String MINIMAL =
      """
      {"finding_id":"f","datasource":"d","info_type":"T","confidence":1,"object_path":"p",
       "discovered_at":"2026-01-02T03:04:05Z"%s}""";

  private final RecordDecoder decoder = new RecordDecoder();
  private final RecordEncoder encoder = new RecordEncoder();

  @Test
  void what_comes_again_is_kept_once_and_mixed_up_with_nothing() {
    for (int i = 0; i < 20_000; i++) {
      Map<String, String> labels = i % 7 == 0 ? Map.of() : Map.of("k" + i % 5, "v" + i, "é", "");
      Finding finding =
          new Finding("f", "T" + i, 0.5, 1, "d" + i, "g" + i, "p", "c" + i, labels, Instant.EPOCH);
      Finding first = decoded(finding);
      assertThat(first).isEqualTo(finding);
      assertThat(decoded(finding).labels()).isSameAs(first.labels());
    }
    assertThat(decoded(FINDING).infoType()).isSameAs(decoded(FINDING).infoType());
  }

  private Finding decoded(Finding finding) {
    return ((FindingRecord) decoder.decode(0, encoder.finding(finding, null, false))).finding();
  }

  @Test
  void what_was_encoded_is_decoded_again() {
    Origin origin = new Origin(1, 2, 3, 4);
    FindingRecord record =
        (FindingRecord) decoder.decode(7, encoder.finding(FINDING, origin, false));
    assertThat(record.finding()).isEqualTo(FINDING);
    assertThat(record.origin()).isEqualTo(origin);
    assertThat(record.offset()).isEqualTo(7);
    assertThat(record.deleted()).isFalse();
  }

  @Test
  void a_deletion_needs_only_its_name() {
    FindingRecord record = (FindingRecord) decoder.decode(0, encoder.finding(FINDING, null, true));
    assertThat(record.deleted()).isTrue();
    assertThat(record.origin()).isNull();
  }

  @Test
  void a_marker_without_attempt_is_the_first_and_without_records_does_not_count() {
    EndMarker marker =
        (EndMarker)
            decode("{\"marker_type\":\"END_OF_JOBUNIT\",\"task_id\":12345,\"job_id\":6789}");
    assertThat(marker.attempt()).isEqualTo(1);
    assertThat(marker.records()).isNull();
    assertThat(marker.failures()).isZero();
    EndMarker counted = (EndMarker) decoder.decode(1, encoder.endTask(1, 2, 3, 4, 5));
    assertThat(counted.records()).isEqualTo(4);
    assertThat(counted.failures()).isEqualTo(5);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                         | MALFORMED_JSON",
        "[]                                        | MALFORMED_JSON",
        "{} {}                                     | MALFORMED_JSON",
        "{}                                        | MISSING_FIELD",
        "{\"confidence\":NaN}                      | MALFORMED_JSON",
        "{\"confidence\":1.01}                     | OUT_OF_RANGE",
        "{\"confidence\":-0.1}                     | OUT_OF_RANGE",
        "{\"confidence\":1e999}                    | OUT_OF_RANGE",
        "{\"confidence\":\"high\"}                 | WRONG_TYPE",
        "{\"finding_id\":\"\"}                     | MISSING_FIELD",
        "{\"finding_id\":7}                        | WRONG_TYPE",
        "{\"finding_id\":null}                     | WRONG_TYPE",
        "{\"finding_id\":\"a\\u0000b\"}            | UNSTORABLE_TEXT",
        "{\"finding_id\":\"a\\ud800b\"}            | UNSTORABLE_TEXT",
        "{\"labels\":{\"a\":\"\\u0000\"}}          | UNSTORABLE_TEXT",
        "{\"labels\":{\"a\":1}}                    | WRONG_TYPE",
        "{\"labels\":{\"a\":{}}}                   | WRONG_TYPE",
        "{\"match_count\":0}                       | OUT_OF_RANGE",
        "{\"match_count\":99999999999999999999}    | OUT_OF_RANGE",
        "{\"match_count\":1.5}                     | WRONG_TYPE",
        "{\"discovered_at\":\"yesterday\"}         | WRONG_TYPE",
        "{\"discovered_at\":\"+99999-01-01T00:00:00Z\"} | OUT_OF_RANGE",
        "{\"colour\":\"red\"}                      | UNKNOWN_FIELD",
        "{\"finding_id\":\"a\",\"finding_id\":\"b\"} | MALFORMED_JSON",
        "{\"finding_id\":\"a\",\"finding_id\":7}   | MALFORMED_JSON",
        "{\"labels\":{\"a\":\"b\",\"a\":\"c\"}}    | MALFORMED_JSON",
        "{\"marker_type\":\"END_WORLD\"}           | UNKNOWN_MARKER",
        "{\"marker_type\":\"END_TASK\"}            | MISSING_FIELD",
        "{\"marker_type\":\"END_TASK\",\"finding_id\":\"a\"} | UNKNOWN_FIELD",
      })
  void what_is_not_understood_is_rejected_with_its_reason(String json, Reason reason) {
    assertThat(decode(json))
        .isInstanceOfSatisfying(
            Malformed.class, m -> assertThat(m.rejection().reason()).isEqualTo(reason));
  }

  @Test
  void a_record_without_value_or_of_five_megabytes_is_kept_as_it_came() {
    assertThat(decoder.decode(0, null)).isInstanceOf(Malformed.class);
    byte[] large = new byte[5_000_000];
    assertThat(decoder.decode(0, large))
        .isInstanceOfSatisfying(
            Malformed.class,
            m -> {
              assertThat(m.rejection().reason()).isEqualTo(Reason.TOO_LARGE);
              assertThat(m.payload().bytes()).isSameAs(large);
            });
  }

  @Test
  void a_scan_record_needs_its_job_and_epoch_and_one_without_task_has_none() {
    assertThat(decode(MINIMAL.formatted(""))).isInstanceOf(FindingRecord.class);
    assertThat(reason(MINIMAL.formatted(",\"task_id\":1"))).isEqualTo(Reason.MISSING_FIELD);
    assertThat(reason(MINIMAL.formatted(",\"scan_epoch\":1"))).isEqualTo(Reason.MISSING_FIELD);
    assertThat(reason(MINIMAL.formatted(",\"task_id\":1,\"job_id\":1,\"scan_epoch\":0")))
        .isEqualTo(Reason.OUT_OF_RANGE);
  }

  @Test
  void texts_longer_than_an_index_can_hold_are_too_large() {
    String path = "ü".repeat(1_001);
    assertThat(reason(MINIMAL.replace("\"p\"", '"' + path + '"').formatted("")))
        .isEqualTo(Reason.TOO_LARGE);
  }

  private Reason reason(String json) {
    return ((Malformed) decode(json)).rejection().reason();
  }

  private Incoming decode(String json) {
    return decoder.decode(0, json.getBytes(StandardCharsets.UTF_8));
  }
}

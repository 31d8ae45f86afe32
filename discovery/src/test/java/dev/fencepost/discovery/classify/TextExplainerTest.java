package dev.fencepost.discovery.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.detection.InfoType;
import dev.fencepost.discovery.content.Format;
import dev.fencepost.discovery.detect.Detectors;
import dev.fencepost.discovery.detect.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextExplainerTest {

  private final TextExplainer explainer = new TextExplainer(Detectors.standard());

  private List<String> reported(String text, Format format) {
    return explainer.explain(text, format).stream()
        .filter(one -> one.outcome() == Outcome.REPORTED)
        .map(TextExplainerTest::brief)
        .toList();
  }

  private static String brief(Explanation one) {
    return one.line() + ":" + one.column() + " " + one.field() + " " + one.infoType();
  }

  @Test
  void text_is_placed_by_line_and_column() {
    assertThat(reported("hello\n😀 jane@example.com, ssn 536-22-1234\n", Format.TEXT))
        .containsExactly("2:3  EMAIL_ADDRESS", "2:25  US_SSN");
  }

  @Test
  void keyed_lines_have_their_key_as_field() {
    assertThat(reported("a: 1\ndb.password=Tr0ub4dor3\n", Format.KEYED))
        .containsExactly("2:13 db.password PASSWORD_ASSIGNMENT");
  }

  @Test
  void values_of_records_are_placed_in_the_file_even_when_they_repeat() {
    String rows = "id,mail,ssn\n1,a@example.org,536-22-1234\n2,a@example.org,\n";

    assertThat(reported(rows, Format.DELIMITED))
        .containsExactly("2:3 mail EMAIL_ADDRESS", "2:17 ssn US_SSN", "3:3 mail EMAIL_ADDRESS");
    assertThat(reported("{\"x\":\"536\",\n \"tax\":{\"ssn\":\"536-22-1234\"}}", Format.JSON))
        .containsExactly("2:16 tax.ssn US_SSN");
    assertThat(reported("<html><p>Call</p>\n<b>415-555-2671</b></html>", Format.HTML))
        .containsExactly("2:4  PHONE_NUMBER");
  }

  @Test
  void a_value_that_the_file_escapes_has_no_known_place() {
    assertThat(reported("{\"mail\":\"a\\u0040example.org\"}", Format.JSON))
        .containsExactly("0:0 mail EMAIL_ADDRESS");
  }

  @Test
  void the_value_of_a_field_is_judged_by_its_name() {
    assertThat(explainer.explainField("order_id", "415-555-2671"))
        .extracting(
            Explanation::infoType, Explanation::outcome, one -> one.score().context().word())
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                InfoType.PHONE_NUMBER, Outcome.BELOW_FLOOR, "order"));
  }

  @Test
  void what_is_not_json_after_all_is_read_as_text() {
    assertThat(reported("{ jane@example.com", Format.JSON)).containsExactly("1:3  EMAIL_ADDRESS");
  }

  @Test
  void no_explanation_holds_a_value() {
    String text = "phone 415-555-2671 card 4111111111111111 pw: \"s3cr3tVal\" ssn 536-22-1234\n";
    String all = explainer.explain(text, Format.TEXT).toString();

    assertThat(all).doesNotContain("555").doesNotContain("4111").doesNotContain("s3cr3t");
  }
}

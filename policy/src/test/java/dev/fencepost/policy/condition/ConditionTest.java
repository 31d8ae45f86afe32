package dev.fencepost.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

  private static final Finding FINDING =
      new Finding(
          "1",
          "US_SSN",
          0.9,
          3,
          "docs",
          "default",
          "a/b.txt",
          "",
          Map.of("x", "1", "a-b", "2"),
          Instant.EPOCH,
          "hr",
          "eu",
          new ObjectAttributes(
              10, "text/csv", "ana", Instant.ofEpochSecond(1), Map.of("y", "3", "a-b", "4")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "finding.labels[\"x\"] == \"1\"",
        "finding.labels.x == '1'",
        "finding.labels.`a-b` == '2'",
        "\"x\" in finding.labels",
        "has(finding.labels.x) && !has(finding.labels.y)",
        "finding.id == '1' && finding.info_type == 'US_SSN' && finding.datasource == 'docs'",
        "finding.node_group == 'default' && finding.object_path == 'a/b.txt'",
        "finding.field == '' && finding.confidence > 0.8 && finding.match_count == 3",
        "finding.discovered_at == timestamp('1970-01-01T00:00:00Z')",
        "finding.labels.exists(k, finding.labels[k] == '2')",
        "[1, 2].exists(finding, finding == 2)",
        "finding.owner == 'hr' && finding.region == 'eu'",
        "finding.object.size == 10 && finding.object.type == 'text/csv'",
        "finding.object.owner == 'ana' && finding.object.modified_at == timestamp(1)",
        "finding.object.labels.y == '3' && finding.object.labels[\"a-b\"] == '4'",
        "has(finding.object.labels.y) && !has(finding.object.labels.x) && !has(finding.labels.y)",
        "'y' in finding.object.labels && !('y' in finding.labels)",
        "finding.object.labels.exists(k, finding.object.labels[k] == '4')",
      })
  void every_field_and_every_way_to_name_a_label_works(String source) {
    assertThat(Condition.compile(source).orElseThrow().judge(FINDING)).isEqualTo(Outcome.TRUE);
  }

  @Test
  void a_missing_label_is_an_error_that_names_the_label() {
    for (String source :
        List.of("finding.labels.owner == 'x'", "!(finding.labels[\"owner\"] == 'x')")) {
      CelPredicate.Examination examination =
          Condition.compile(source).orElseThrow().predicate().examine(FINDING);
      assertThat(examination.outcome()).isEqualTo(Outcome.ERROR);
      assertThat(examination.error()).contains("there is no label owner");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          finding.infotype == 'X'                 | 1:9  | finding has no field infotype | did you mean finding.info_type?
          true && finding.matchCount > 1          | 1:17 | finding has no field matchCount | did you mean finding.match_count?
          has(finding.lables)                     | 1:4  | finding has no field lables | did you mean finding.labels?
          finding.object.sise > 1                 | 1:16 | finding.object has no field sise | did you mean finding.object.size?
          finding.object.modifiedAt == true       | 1:16 | finding.object has no field modifiedAt | did you mean finding.object.modified_at?
          finding.object.colour == ''             | 1:16 | finding.object has no field colour | valid fields are size, type, owner, modified_at, labels
          has(finding.object.lables.x)            | 1:20 | finding.object has no field lables | did you mean finding.object.labels?
          has(finding.object.sise)                | 1:4  | finding.object has no field sise | did you mean finding.object.size?
          finding.objct.size > 1                  | 1:9  | finding has no field objct | did you mean finding.object?
          finding.object_size > 1                 | 1:9  | finding has no field object_size | did you mean finding.object.size?
          finding.size > 1                        | 1:9  | finding has no field size | did you mean finding.object.size?
          finding.object == 1                     | 1:9  | finding.object cannot be used as a whole | name one of its fields
          has(finding.object)                     | 1:4  | finding.object cannot be used as a whole | name one of its fields
          finding.object["size"] == 1             | 1:9  | finding.object cannot be used as a whole | name one of its fields
          finding.`object.size` == 1              | 1:9  | finding has no field object.size | did you mean finding.object.size?
          has(finding.object.size)                | 1:4  | expression does not select a field | only a label can be missing: write has(finding.labels.name)
          finding.object.size > 1.5               | 1:21 | found no matching overload for '_>_' applied to '(int, double)' | confidence is compared with numbers that have a point, such as 1.0, and match_count and object.size with whole numbers
          modified_at == 1                        | 1:1  | unknown name modified_at | did you mean finding.object.modified_at?
          info_type == 'X'                        | 1:1  | unknown name info_type | did you mean finding.info_type?
          finding.field.startWith('a')            | 1:24 | unknown name startWith | did you mean startsWith?
          finding == 1                            | 1:1  | finding cannot be used as a whole | name one of its fields
          has(finding.field)                      | 1:4  | expression does not select a field | only a label can be missing: write has(finding.labels.name)
          finding.field == '' and true            | 1:21 | syntax error: mismatched input 'and' | write &&
          finding.field = ''                      | 1:15 | syntax error: token recognition error at: '= ' | write == to compare
          1 +                                     | 1:4  | syntax error: the condition ends too early | ~~
          finding.field.matches('(')              | 1:23 | not an RE2 regular expression: error parsing regexp: missing closing ): `(` | ~~
          finding.field.matches(finding.id)       | 1:30 | the pattern of matches() must be a constant text | ~~
          finding.field.matches('(a{500}){9}')    | 1:23 | the regular expression is too large | ~~
          finding.discovered_at > timestamp('x')  | 1:35 | not a valid timestamp | ~~
          duration('1 day') > duration('1h')      | 1:10 | not a valid duration | ~~
          finding.field                           | 1:1  | the condition must be true or false, but it is of type string | ~~
          dyn(true)                               | 1:1  | the condition must be true or false, but it is of type dyn | ~~
          """)
  void a_problem_has_its_place_and_says_what_to_write(
      String source, String place, String message, String suggestion) {
    ConditionProblem problem = Condition.compile(source).problems().get(0);
    assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.suggestion()).isEqualTo(suggestion);
  }

  @Test
  void only_a_condition_that_names_a_newer_field_needs_a_newer_build() {
    for (FindingField field : FindingField.values()) {
      String source = field.celName() + " == " + field.celName();
      Condition condition = Condition.compile(source).orElseThrow();
      assertThat(condition.fields()).containsExactly(field);
      assertThat(condition.languageLevel())
          .isEqualTo(field.compareTo(FindingField.DISCOVERED_AT) <= 0 ? 1 : 2);
    }
    assertThat(level("true")).isEqualTo(1);
    assertThat(level("finding.field == '' || [1].exists(i, i == 1)")).isEqualTo(1);
    assertThat(level("finding.field == '' || [1].exists(i, i == finding.object.size)"))
        .isEqualTo(Condition.LANGUAGE_LEVEL);
  }

  private static int level(String source) {
    return Condition.compile(source).orElseThrow().languageLevel();
  }

  @Test
  void numbers_of_the_wrong_kind_are_refused_with_advice() {
    assertThat(Condition.compile("finding.confidence > 1").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.suggestion()).contains("such as 1.0"));
  }

  @Test
  void all_problems_are_reported_together_and_on_their_lines() {
    assertThat(Condition.compile("finding.foo == 'a' &&\n  finding.fild == 'b'").problems())
        .extracting(ConditionProblem::line)
        .containsExactly(1, 2);
  }

  @Test
  void what_is_too_costly_is_refused() {
    for (String source :
        List.of(
            "(".repeat(300) + "true" + ")".repeat(300),
            "1" + " + 1".repeat(2_000) + " == 2",
            "[".repeat(5_000),
            "finding.labels" + ".x".repeat(100),
            "'" + "x".repeat(ConditionLimits.MAX_LENGTH) + "' == ''",
            "   ")) {
      assertThat(Condition.compile(source).problems()).as(source).isNotEmpty();
    }
  }

  /** Each loop takes one step and makes what is in it thirty times as large. */
  @ParameterizedTest
  @ValueSource(strings = {"%s", "[%s]", "[%s] + []", "'a' + string(%s)", "[%s][0]"})
  void values_that_would_become_too_large_are_refused(String shape) {
    String body = shape.formatted("x" + " + x".repeat(29));
    String source = "[dyn('a')]" + ".map(x, %s)".formatted(body).repeat(3) + ".size() == 1";
    assertThat(Condition.compile(source).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("too large"));
  }

  /** The type checker would double its work with each loop. */
  @ParameterizedTest
  @ValueSource(strings = {"['a']%s.size() == 1", "['a'].all(a, ['a']%s == [])"})
  void many_loops_over_each_other_are_refused(String shape) {
    String source = shape.formatted(".map(x, {x: x})".repeat(30));
    assertThat(Condition.compile(source).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("loops inside each other"));
  }

  @Test
  void loops_that_do_not_grow_are_accepted() {
    for (String source :
        List.of(
            "finding.labels.map(a, finding.labels.map(b, a + b)).size() == 1",
            "finding.labels.map(k, finding.labels[k]).filter(v, v < 'x').map(v, v + v).size() == 1",
            "['abc'].map(x, x.size()).map(x, x + x).map(x, x + x) == [12]",
            "finding.labels.exists(a, finding.labels.exists(b, finding.labels[a] == b))",
            "false" + " || finding.labels.exists(k, k == 'a')".repeat(100))) {
      assertThat(Condition.compile(source).problems()).as(source).isEmpty();
    }
  }

  @Test
  void long_but_flat_conditions_are_accepted() {
    String source = "finding.field == 'a'" + " || finding.field == 'b'".repeat(300);
    assertThat(Condition.compile(source).problems()).isEmpty();
  }

  @Test
  void loops_end_at_their_limit_with_an_error() {
    String list = "[" + "1,".repeat(49) + "1]";
    String loops = list + ".all(a, " + list + ".all(b, " + list + ".all(c, a + b + c > 0)))";
    Condition condition = Condition.compile(loops).orElseThrow();
    assertThat(condition.judge(FINDING)).isEqualTo(Outcome.ERROR);
  }

  @Test
  void asking_for_the_condition_of_a_refused_text_fails_with_every_problem() {
    assertThatThrownBy(() -> Condition.compile("finding.foo > finding.bar").orElseThrow())
        .isInstanceOf(InvalidConditionException.class)
        .hasMessageContaining("foo")
        .hasMessageContaining("bar");
  }
}

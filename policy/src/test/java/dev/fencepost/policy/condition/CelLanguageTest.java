package dev.fencepost.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelLanguageTest {

  private static final String TIME = "finding.discovered_at.";

  /** Together they call everything that CEL knows; a list says what its names leave out. */
  static List<String> conditions() {
    return List.of(
        "finding.info_type == 'EMAIL_ADDRESS' && finding.confidence >= 0.5",
        "finding.info_type in ['IBAN', 'US_SSN'] || !(finding.match_count < 3)",
        "finding.match_count != 3 && finding.match_count > 3 && finding.match_count <= 300",
        "finding.labels['team'] == 'hr' ? finding.confidence > 0.1 : has(finding.labels.x)",
        "'x' in finding.labels && finding.labels.exists(k, finding.labels[k] == '2')",
        "finding.labels.all(k, k != '') && finding.labels.exists_one(k, k == 'x')",
        "finding.object_path.matches('a.*') && finding.field.startsWith('a')",
        "finding.field.endsWith('b') && finding.field.contains('c') && finding.field.size() < 4",
        "size(finding.labels) < 4 && [1, 2].map(x, x * 2).filter(x, x % 3 == 0) == [4]",
        "finding.match_count + 1 - 2 * 3 / 4 > -finding.match_count",
        "finding.confidence - 0.1 < 1.0 / 3.0 && 'a' + 'b' < finding.field && [1] + [2] == [1, 2]",
        "int(finding.confidence) == 1 && double(finding.match_count) > 0.5 && uint(3) == 3u",
        "string(finding.match_count) == '3' && bool('true') && bytes('a') == b'a'",
        "finding.discovered_at < timestamp('2024-01-01T00:00:00Z') + duration('1h')",
        "finding.discovered_at - timestamp(0) > duration('24h') && type(1) == int && dyn(1) == 1",
        functions("getFullYear", "getMonth", "getDayOfYear", "getDayOfMonth", "getDate"),
        functions("getDayOfWeek", "getHours", "getMinutes", "getSeconds", "getMilliseconds"),
        TIME + "getHours('Europe/Berlin') >= 0");
  }

  private static String functions(String... names) {
    return String.join(" + ", Arrays.stream(names).map(name -> TIME + name + "()").toList())
        + " >= 0";
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void a_condition_means_the_same_to_who_knows_only_the_functions_that_it_calls(String condition)
      throws CelValidationException {
    CelAbstractSyntaxTree parsed = CelLanguage.parse(condition).getAst();

    CelAbstractSyntaxTree checked = CelLanguage.check(parsed).getAst();

    CelAbstractSyntaxTree knowingAll = CelLanguage.checkKnowingAll(parsed).getAst();
    assertThat(checked.getReferenceMap()).isEqualTo(knowingAll.getReferenceMap());
    assertThat(checked.getTypeMap()).isEqualTo(knowingAll.getTypeMap());
    assertThat(checked.getExpr()).isEqualTo(knowingAll.getExpr());
  }

  @Test
  void the_conditions_above_call_every_function() throws CelValidationException {
    Set<String> called = new HashSet<>();
    for (String condition : conditions()) {
      called.addAll(Expressions.functions(CelLanguage.parse(condition).getAst().getExpr()));
    }

    assertThat(called).containsAll(CelStandardDeclarations.getAllFunctionNames());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "finding.info_typ == 'x'",
        "finding.match_count == 0.5",
        "finding.match_count > finding.confidence",
        "finding.field.startWith('a')",
        "matches('a') && finding.field == 'a'",
        "finding.field + 1 == 'a'",
      })
  void what_is_wrong_is_told_as_by_who_knows_all_functions(String condition)
      throws CelValidationException {
    CelAbstractSyntaxTree parsed = CelLanguage.parse(condition).getAst();

    assertThat(CelLanguage.check(parsed).getErrors())
        .isNotEmpty()
        .isEqualTo(CelLanguage.checkKnowingAll(parsed).getErrors());
  }

  @Test
  void conditions_compile_however_many_sets_of_functions_they_call() {
    List<String> calls =
        List.of(
            "+ 1", "- 1", "* 1", "/ 1", "% 7", "+ size('a')", "+ int('1')", "- int(1u)", "* -1");

    IntStream.range(0, 1 << calls.size())
        .mapToObj(
            set ->
                "finding.match_count "
                    + String.join(
                        " ",
                        IntStream.range(0, calls.size())
                            .filter(i -> (set >> i & 1) == 1)
                            .mapToObj(calls::get)
                            .toList())
                    + " > 3")
        .forEach(condition -> assertThat(Condition.compile(condition).problems()).isEmpty());
  }
}

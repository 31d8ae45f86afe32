package dev.fencepost.policy.pushdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.policy.condition.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushdownTest {

  @Test
  void values_are_bound_and_labels_are_read_without_a_question_mark_operator() {
    SqlCondition sql =
        pushed("finding.info_type == \"x' OR 1=1\" && finding.labels[\"k?\"] == \"v\"");
    assertThat(sql.sql())
        .isEqualTo("(f.info_type = ? AND coalesce((f.labels->>?::text) = ?, false))");
    assertThat(sql.parameters()).containsExactly("x' OR 1=1", "k?", "v");
    assertThat(sql.exact()).isTrue();
  }

  @Test
  void each_field_has_its_column() {
    assertThat(pushed("finding.owner == 'a' && finding.object.owner == 'b'").sql())
        .isEqualTo("(f.source_owner = ? AND f.object_owner = ?)");
    assertThat(pushed("finding.object.size > 5 && finding.object.modified_at < timestamp(9)").sql())
        .isEqualTo("(f.object_size > ? AND f.object_modified_at < ?)");
    assertThat(pushed("finding.object.labels.k == 'v' || !has(finding.object.labels.x)"))
        .isEqualTo(
            new SqlCondition(
                "(coalesce((f.object_labels->>?::text) = ?, false)"
                    + " OR NOT jsonb_exists(f.object_labels, ?::text))",
                List.of("k", "v", "x"),
                true));
  }

  @Test
  void a_conjunct_that_sql_cannot_say_is_left_out() {
    SqlCondition sql = pushed("finding.match_count > 5 && size(finding.field) > 3");
    assertThat(sql).isEqualTo(new SqlCondition("f.match_count > ?", List.of(5L), false));
  }

  @Test
  void a_disjunct_that_sql_cannot_say_leaves_nothing() {
    SqlCondition sql = pushed("finding.match_count > 5 || size(finding.field) > 3");
    assertThat(sql.selectsEverything()).isTrue();
    assertThat(sql.exact()).isFalse();
  }

  @Test
  void a_negation_over_what_sql_cannot_say_still_selects_enough() {
    SqlCondition sql = pushed("!(finding.match_count > 5 || size(finding.field) > 3)");
    assertThat(sql).isEqualTo(new SqlCondition("f.match_count <= ?", List.of(5L), false));
    assertThat(pushed("!(finding.match_count > 5 && size(finding.field) > 3)").selectsEverything())
        .isTrue();
  }

  @Test
  void regular_expressions_are_never_sent() {
    assertThat(pushed("finding.field.matches('^a+$') && finding.id == '1'"))
        .isEqualTo(new SqlCondition("f.finding_id = ?", List.of("1"), false));
    assertThat(pushed("finding.labels.k.matches('x')"))
        .isEqualTo(new SqlCondition("jsonb_exists(f.labels, ?::text)", List.of("k"), false));
  }

  @Test
  void order_is_pushed_only_where_code_units_and_code_points_sort_alike() {
    assertThat(pushed("finding.field < 'b'").sql()).isEqualTo("f.field COLLATE \"C\" < ?");
    assertThat(pushed("finding.field < '\uD83D\uDE00'").selectsEverything()).isTrue();
    assertThat(pushed("finding.field < '\uFFFD'").exact()).isFalse();
  }

  @Test
  void nested_choices_do_not_grow_without_bound() {
    String choice = "finding.field == 'a'";
    for (int i = 0; i < 20; i++) {
      choice = "(" + choice + " ? finding.id == 'b' : finding.id == 'c')";
    }
    assertThat(pushed(choice).sql().length()).isLessThan(1_000);
  }

  @Test
  void an_alias_that_is_no_name_is_refused() {
    Condition condition = Condition.compile("true").orElseThrow();
    assertThatThrownBy(() -> Pushdown.of(condition, "f; --"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SqlCondition pushed(String source) {
    return Pushdown.of(Condition.compile(source).orElseThrow(), "f");
  }
}

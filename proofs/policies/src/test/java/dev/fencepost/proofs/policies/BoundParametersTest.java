package dev.fencepost.proofs.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.pushdown.Pushdown;
import dev.fencepost.policy.pushdown.SqlCondition;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundParametersTest {

  @Test
  void texts_that_cannot_be_bound_never_are() {
    List<String> conditions = new ArrayList<>(Corpus.conditions());
    conditions.addAll(HostileConditions.from(11, 300));
    for (String source : conditions) {
      assertThat(pushed(source).parameters())
          .as(source)
          .allSatisfy(
              parameter ->
                  assertThat(parameter)
                      .isInstanceOfAny(String.class, Long.class, Double.class, OffsetDateTime.class)
                      .satisfies(value -> assertThat(value.toString()).doesNotContain("\0")));
    }
  }

  @Test
  void as_many_places_as_parameters() {
    for (String source : HostileConditions.from(12, 300)) {
      SqlCondition sql = pushed(source);
      assertThat(sql.sql().chars().filter(c -> c == '?').count())
          .as(source)
          .isEqualTo(sql.parameters().size());
    }
  }

  private static SqlCondition pushed(String source) {
    return Pushdown.of(Condition.compile(source).orElseThrow(), "f");
  }
}

package dev.fencepost.policy.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.Condition;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumberFilterTest {

  @Test
  void few_bounds_are_decided_and_thousands_are_not() {
    assertThat(filter(NumberTerm.COUNT, 100).decides(part("finding.match_count > 5"))).isTrue();
    assertThat(filter(NumberTerm.COUNT, 100).decides(part("finding.match_count != 5"))).isFalse();
    assertThat(filter(NumberTerm.COUNT, 100).decides(part("finding.object.size > 5"))).isFalse();
    assertThat(filter(NumberTerm.COUNT, 3_000).decides(part("finding.match_count > 5"))).isFalse();
  }

  /** A second has many times. */
  @Test
  void bounds_on_times_are_not_decided() {
    assertThat(
            filter(NumberTerm.SECOND, 3)
                .decides(part("finding.discovered_at > timestamp('2020-01-01T00:00:00Z')")))
        .isFalse();
  }

  @Test
  void what_may_be_true_is_left_however_many_bounds_there_are() {
    for (int conditions : new int[] {100, 3_000}) {
      NumberFilter filter = filter(NumberTerm.COUNT, conditions);
      for (int count : new int[] {0, 1, 50, conditions - 1, conditions}) {
        Candidates candidates = new Candidates(ConditionBits.words(conditions));
        candidates.reset(ConditionBits.all(conditions));
        filter.ruleOut(
            new Finding("1", "", 0, count, "", "", "", "", Map.of(), Instant.EPOCH), candidates);
        BitSet left = BitSet.valueOf(candidates.left);
        assertThat(left.nextClearBit(0))
            .as("above every bound below it")
            .isBetween(count, count + 3);
        assertThat(left.cardinality()).isBetween(count, count + 3);
      }
    }
  }

  /** Each condition asks for more than its own position. */
  private static NumberFilter filter(NumberTerm term, int conditions) {
    Map<Integer, Window> windows = new HashMap<>();
    for (int i = 0; i < conditions; i++) {
      windows.put(i, Window.above(i));
    }
    return new NumberFilter(term, ConditionBits.words(conditions), windows);
  }

  private static Conjunction.Part part(String condition) {
    return Conjunction.of(Condition.compile(condition).orElseThrow().clause()).parts().get(0);
  }
}

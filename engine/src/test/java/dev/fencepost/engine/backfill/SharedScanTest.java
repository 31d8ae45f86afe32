package dev.fencepost.engine.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.policy.judge.ArmedPolicy;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedScanTest {

  @Test
  void long_lists_are_pushed_down_while_a_statement_has_room_for_them() {
    SharedScan scan = SharedScan.of(policies(30, 1_200));
    assertThat(scan.isExact()).isTrue();
    assertThat(scan.parameters()).hasSize(36_000);
  }

  @Test
  void more_parameters_than_a_statement_can_have_are_left_to_the_evaluator() {
    List<ArmedPolicy> policies = policies(60, 1_200);
    SharedScan scan = SharedScan.of(policies);
    assertThat(scan.parameters()).isEmpty();
    assertThat(scan.residual()).isEqualTo(policies);
  }

  @Test
  void more_policies_than_a_statement_can_have_columns_are_left_to_the_evaluator() {
    assertThat(SharedScan.of(policies(SharedScan.PUSHED_AT_MOST, 1)).isExact()).isTrue();
    assertThat(SharedScan.of(policies(SharedScan.PUSHED_AT_MOST + 1, 1)).residual())
        .hasSize(SharedScan.PUSHED_AT_MOST + 1);
  }

  private static List<ArmedPolicy> policies(int count, int values) {
    String list =
        IntStream.range(0, values)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("', '", "['", "']"));
    return IntStream.range(0, count)
        .mapToObj(i -> new ArmedPolicy(i, 1, "finding.field in " + list))
        .toList();
  }
}

package dev.fencepost.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LotteryTest {

  private static final int DRAWS = 20_000;
  private static final Map<Long, Integer> PRIORITIES = Map.of(1L, 1, 2L, 10, 3L, 20, 4L, 69);

  @Test
  void each_job_comes_first_in_proportion_to_its_priority() {
    Map<Long, Integer> first = firsts(Set.of());
    PRIORITIES.forEach(
        (job, priority) ->
            assertThat(first.getOrDefault(job, 0) / (double) DRAWS)
                .isCloseTo(priority / 100.0, within(0.02)));
  }

  @Test
  void jobs_without_tasks_leave_the_shares_of_the_others_as_they_are() {
    Map<Long, Integer> first = firsts(Set.of(4L));
    assertThat(first.getOrDefault(3L, 0) / (double) first.getOrDefault(2L, 1))
        .isCloseTo(2.0, within(0.15));
  }

  @Test
  void nobody_starves() {
    assertThat(firsts(Set.of())).containsOnlyKeys(PRIORITIES.keySet());
  }

  private static Map<Long, Integer> firsts(Set<Long> without) {
    Random random = new Random(7);
    Map<Long, Integer> first = new HashMap<>();
    for (int i = 0; i < DRAWS; i++) {
      Lottery.order(PRIORITIES, random::nextDouble).stream()
          .filter(job -> !without.contains(job))
          .findFirst()
          .ifPresent(job -> first.merge(job, 1, Integer::sum));
    }
    return first;
  }
}

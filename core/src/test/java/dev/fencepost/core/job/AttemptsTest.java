package dev.fencepost.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.job.Attempts.Retry;
import dev.fencepost.core.retry.BackOff;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private static final BackOff BACK_OFF =
      new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> 0.0);

  @Test
  void failure_that_counts_uses_the_budget_and_pauses_double() {
    Retry first = new Attempts(1, 0, 5).afterFailure(FailureKind.COUNTS, BACK_OFF).orElseThrow();
    assertThat(first).isEqualTo(new Retry(new Attempts(2, 1, 5), Duration.ofSeconds(1)));
    Retry second = first.attempts().afterFailure(FailureKind.COUNTS, BACK_OFF).orElseThrow();
    assertThat(second).isEqualTo(new Retry(new Attempts(3, 2, 5), Duration.ofSeconds(2)));
  }

  @Test
  void task_is_given_up_when_its_budget_is_used() {
    assertThat(new Attempts(9, 4, 5).afterFailure(FailureKind.COUNTS, BACK_OFF)).isEmpty();
  }

  @Test
  void failure_of_the_surroundings_raises_the_attempt_and_leaves_the_budget() {
    Retry retry =
        new Attempts(9, 4, 5).afterFailure(FailureKind.DOES_NOT_COUNT, BACK_OFF).orElseThrow();
    assertThat(retry.attempts()).isEqualTo(new Attempts(10, 4, 5));
  }

  @Test
  void final_failure_is_not_tried_again() {
    assertThat(new Attempts(1, 0, 5).afterFailure(FailureKind.FINAL, BACK_OFF)).isEmpty();
  }
}

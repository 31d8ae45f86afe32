package dev.fencepost.core.job;

import dev.fencepost.core.retry.BackOff;
import java.time.Duration;
import java.util.Optional;

/**
 * How often a task was tried.
 *
 * @param attempt the number of the current try, from 1
 * @param budgetUsed how many tries failed so that it counts
 * @param mostFailures after this many failures that count the task is given up
 */
public record Attempts(int attempt, int budgetUsed, int mostFailures) {

  /** What follows a failure: the task waits for {@code pause} and is tried again. */
  public record Retry(Attempts attempts, Duration pause) {}

  /** The next try after the current one failed, or empty when the task is given up. */
  public Optional<Retry> afterFailure(FailureKind kind, BackOff backOff) {
    return switch (kind) {
      case FINAL -> Optional.empty();
      case DOES_NOT_COUNT -> Optional.of(next(budgetUsed, backOff));
      case COUNTS ->
          budgetUsed + 1 >= mostFailures
              ? Optional.empty()
              : Optional.of(next(budgetUsed + 1, backOff));
    };
  }

  private Retry next(int used, BackOff backOff) {
    return new Retry(
        new Attempts(attempt + 1, used, mostFailures), backOff.pause(Math.max(1, used)));
  }
}

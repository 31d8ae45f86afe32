package dev.fencepost.policy.condition;

import java.util.List;
import java.util.Optional;

/** Either a condition or the problems that prevent one. */
public record Compilation(Optional<Condition> condition, List<ConditionProblem> problems) {

  public Compilation {
    problems = List.copyOf(problems);
  }

  static Compilation of(Condition condition) {
    return new Compilation(Optional.of(condition), List.of());
  }

  static Compilation refused(List<ConditionProblem> problems) {
    return new Compilation(Optional.empty(), problems);
  }

  /**
   * The condition.
   *
   * @throws InvalidConditionException naming every problem
   */
  public Condition orElseThrow() {
    return condition.orElseThrow(() -> new InvalidConditionException(problems));
  }
}

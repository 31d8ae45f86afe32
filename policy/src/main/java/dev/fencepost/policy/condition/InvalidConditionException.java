package dev.fencepost.policy.condition;

import java.util.List;
import java.util.stream.Collectors;

/** A condition that was taken for valid is not; its message names every problem. */
public final class InvalidConditionException extends IllegalArgumentException {

  private final transient List<ConditionProblem> problems;

  InvalidConditionException(List<ConditionProblem> problems) {
    super(problems.stream().map(ConditionProblem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public List<ConditionProblem> problems() {
    return problems;
  }
}

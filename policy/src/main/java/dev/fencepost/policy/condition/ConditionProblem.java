package dev.fencepost.policy.condition;

/**
 * Why a condition does not compile.
 *
 * @param line 1 for the first line of the condition
 * @param column in code points, 1 for the first of the line
 * @param suggestion what to write instead; empty when there is nothing to suggest
 */
public record ConditionProblem(int line, int column, String message, String suggestion) {

  @Override
  public String toString() {
    String place = line + ":" + column + ": " + message;
    return suggestion.isEmpty() ? place : place + " (" + suggestion + ")";
  }
}

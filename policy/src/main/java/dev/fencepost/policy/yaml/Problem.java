package dev.fencepost.policy.yaml;

/**
 * Something wrong in a file.
 *
 * @param file as the user named it
 * @param line 1 for the first line
 * @param column in characters, 1 for the first of the line
 * @param suggestion what to do; empty when the message says all there is to say
 */
public record Problem(String file, int line, int column, String message, String suggestion) {

  @Override
  public String toString() {
    String text = file + ":" + line + ":" + column + ": " + message;
    return suggestion.isEmpty() ? text : text + " (" + suggestion + ")";
  }
}

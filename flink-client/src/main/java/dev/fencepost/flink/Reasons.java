package dev.fencepost.flink;

import com.fasterxml.jackson.databind.JsonNode;

/** Finds the sentence in what Flink answers, which is often a stack trace of many causes. */
final class Reasons {

  private static final String CAUSE = "Caused by: ";

  private Reasons() {}

  static String of(JsonNode answer, int status) {
    JsonNode errors = answer.path("errors");
    String text = errors.isEmpty() ? "" : errors.get(errors.size() - 1).asText();
    String reason = innermost(text);
    return reason.isEmpty() ? "Flink answered with status " + status : reason;
  }

  /** The message of the last cause of a stack trace, without the exception's class. */
  static String innermost(String trace) {
    int last = trace.lastIndexOf(CAUSE);
    String tail = last < 0 ? trace : trace.substring(last + CAUSE.length());
    String line = tail.lines().findFirst().orElse("").strip();
    int colon = line.indexOf(": ");
    boolean namesClass = colon > 0 && line.substring(0, colon).matches("[\\w.$]+\\.[\\w$]+");
    return namesClass ? line.substring(colon + 2) : line;
  }
}

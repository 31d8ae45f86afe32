package dev.fencepost.cli.policy;

import dev.fencepost.policy.explain.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An explanation for people: a line for each clause, deeper ones indented. */
final class ExplanationText {

  private ExplanationText() {}

  static List<String> lines(Explanation explanation) {
    List<String> lines = new ArrayList<>();
    add(explanation, 0, lines);
    return lines;
  }

  private static void add(Explanation clause, int depth, List<String> lines) {
    String values =
        clause.values().stream()
            .map(value -> value.name() + " = " + value.value().map(String::valueOf).orElse("none"))
            .collect(Collectors.joining(", "));
    lines.add(
        "  ".repeat(depth)
            + clause.outcome()
            + "  "
            + clause.source()
            + (values.isEmpty() ? "" : "   [" + values + "]")
            + clause.error().map(error -> "   " + error).orElse(""));
    clause.parts().forEach(part -> add(part, depth + 1, lines));
  }
}

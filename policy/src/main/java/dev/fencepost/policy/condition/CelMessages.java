package dev.fencepost.policy.condition;

import dev.cel.common.CelIssue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewords CEL's messages and adds what a person should write instead. */
final class CelMessages {

  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
  private static final List<String> FUNCTIONS =
      List.of(
          "matches",
          "startsWith",
          "endsWith",
          "contains",
          "size",
          "timestamp",
          "duration",
          "has",
          "exists",
          "exists_one",
          "all",
          "map",
          "filter",
          "int",
          "double",
          "string");

  private CelMessages() {}

  static List<ConditionProblem> syntax(Collection<CelIssue> issues) {
    return issues.stream()
        .map(i -> Positions.at(i.getSourceLocation(), "syntax error: " + i.getMessage(), ""))
        .toList();
  }

  static List<ConditionProblem> types(Collection<CelIssue> issues) {
    List<ConditionProblem> problems = new ArrayList<>();
    for (CelIssue issue : issues) {
      Matcher undeclared = UNDECLARED.matcher(issue.getMessage());
      if (!undeclared.matches()) {
        String message = withoutCandidates(issue.getMessage());
        problems.add(Positions.at(issue.getSourceLocation(), message, hint(message)));
      } else if (!undeclared.group(1).equals("finding")) {
        // FieldNames has already said, better, what is wrong with finding itself.
        problems.add(
            Positions.at(
                issue.getSourceLocation(),
                "unknown name " + undeclared.group(1),
                suggestion(undeclared.group(1))));
      }
    }
    return problems;
  }

  private static String suggestion(String name) {
    return NearestName.to(name, FindingField.keys())
        .map(key -> "did you mean finding." + key + "?")
        .orElseGet(() -> NearestName.suggestion(name, FUNCTIONS));
  }

  private static String withoutCandidates(String message) {
    int candidates = message.indexOf(" (candidates:");
    return candidates < 0 ? message : message.substring(0, candidates);
  }

  private static String hint(String message) {
    if (message.contains("(double, int)") || message.contains("(int, double)")) {
      return "confidence is compared with numbers that have a point, such as 1.0, and match_count"
          + " with whole numbers";
    }
    if (message.contains("does not select a field")) {
      return "only a label can be missing: write has(finding.labels.name)";
    }
    return message.contains("null") ? "no field is ever null: compare with \"\"" : "";
  }
}

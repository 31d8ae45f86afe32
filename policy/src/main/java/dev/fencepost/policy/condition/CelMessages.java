package dev.fencepost.policy.condition;

import dev.cel.common.CelIssue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewords CEL's messages and adds what a person should write instead. */
final class CelMessages {

  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern MISTAKEN_OPERATOR =
      Pattern.compile(".* (?:input|at:) '(and|or|not|=)[ ']?.*", Pattern.DOTALL);
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
        .map(
            issue ->
                Positions.at(
                    issue.getSourceLocation(),
                    "syntax error: " + withoutTokens(issue.getMessage()),
                    operatorFor(issue.getMessage())))
        .toList();
  }

  /** The parser lists every token that it would have accepted, which helps nobody. */
  private static String withoutTokens(String message) {
    int tokens = message.indexOf(" expecting ");
    String plain = tokens < 0 ? message : message.substring(0, tokens);
    return plain.contains("'<EOF>'") ? "the condition ends too early" : plain;
  }

  private static String operatorFor(String message) {
    Matcher input = MISTAKEN_OPERATOR.matcher(message.toLowerCase(Locale.ROOT));
    if (!input.matches()) {
      return "";
    }
    return switch (input.group(1)) {
      case "and" -> "write &&";
      case "or" -> "write ||";
      case "not" -> "write !";
      default -> "write == to compare";
    };
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
    return FieldNames.nearest(name)
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
          + " and object.size with whole numbers";
    }
    if (message.contains("does not select a field")) {
      return "only a label can be missing: write has(finding.labels.name)";
    }
    return message.contains("null") ? "no field is ever null: compare with \"\"" : "";
  }
}

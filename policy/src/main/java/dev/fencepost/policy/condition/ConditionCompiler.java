package dev.fencepost.policy.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;

/** Parses and checks, and turns whatever is wrong into problems a person can act on. */
final class ConditionCompiler {

  private ConditionCompiler() {}

  static Compilation compile(String source) {
    if (source.isBlank()) {
      return refused(1, 1, "the condition is empty", "write true to match every finding");
    }
    if (source.codePointCount(0, source.length()) > ConditionLimits.MAX_LENGTH) {
      return refused(
          1, 1, "the condition is longer than " + ConditionLimits.MAX_LENGTH + " characters", "");
    }
    try {
      return parsed(source);
    } catch (StackOverflowError e) {
      // The parser bounds nesting, but not the length of a chain such as 1 + 1 + 1 + …
      return tooDeep();
    }
  }

  private static Compilation parsed(String source) {
    CelValidationResult parsed = CelLanguage.parse(source);
    if (parsed.hasError()) {
      return Compilation.refused(CelMessages.syntax(parsed.getErrors()));
    }
    CelAbstractSyntaxTree tree = tree(parsed);
    if (Expressions.isDeeperThan(ConditionLimits.MAX_DEPTH, tree.getExpr())) {
      return tooDeep();
    }
    if (Expressions.nestedLoops(tree.getExpr()) > ConditionLimits.MAX_NESTED_LOOPS) {
      return refused(
          1,
          1,
          "the condition has more than %d loops inside each other"
              .formatted(ConditionLimits.MAX_NESTED_LOOPS),
          "");
    }
    return checked(source, FieldNames.problems(tree), CelLanguage.check(tree));
  }

  private static Compilation checked(
      String source, List<ConditionProblem> names, CelValidationResult checked) {
    List<ConditionProblem> problems = new ArrayList<>(names);
    if (checked.hasError()) {
      problems.addAll(CelMessages.types(checked.getErrors()));
      return problems.isEmpty()
          ? refused(1, 1, "the condition uses finding in a way that has no meaning", "")
          : Compilation.refused(problems);
    }
    CelAbstractSyntaxTree tree = tree(checked);
    if (!tree.getResultType().equals(SimpleType.BOOL)) {
      String type = tree.getResultType().name();
      return refused(1, 1, "the condition must be true or false, but it is of type " + type, "");
    }
    if (!Growth.isBounded(CheckedExpression.root(tree))) {
      return refused(1, 1, "the condition can make a value that is too large", "");
    }
    problems.addAll(ConstantArguments.problems(CheckedExpression.root(tree)));
    return problems.isEmpty()
        ? Compilation.of(new Condition(source, tree))
        : Compilation.refused(problems);
  }

  private static Compilation tooDeep() {
    return refused(
        1,
        1,
        "the condition is nested more than " + ConditionLimits.MAX_DEPTH + " levels deep",
        "");
  }

  private static Compilation refused(int line, int column, String message, String suggestion) {
    return Compilation.refused(List.of(new ConditionProblem(line, column, message, suggestion)));
  }

  private static CelAbstractSyntaxTree tree(CelValidationResult result) {
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("a result without errors has no tree", e);
    }
  }
}

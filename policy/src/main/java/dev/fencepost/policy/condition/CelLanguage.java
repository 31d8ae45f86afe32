package dev.fencepost.policy.condition;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction.Overload.Comparison;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.parser.CelStandardMacro;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** CEL as conditions use it: the declared fields, the standard functions and the limits. */
final class CelLanguage {

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(ConditionLimits.MAX_LENGTH)
          .maxParseRecursionDepth(ConditionLimits.MAX_DEPTH)
          .comprehensionMaxIterations(ConditionLimits.MAX_ITERATIONS)
          .maxRegexProgramSize(ConditionLimits.MAX_REGEX_PROGRAM_SIZE)
          // Explanations show the source of loops, which only macro calls keep.
          .populateMacroCalls(true)
          .build();

  private static final Cel CEL = builder().build();

  /** Sets of functions that conditions call together; nobody makes them grow without end. */
  private static final int MAX_CHECKERS = 256;

  private static final Map<Set<String>, Cel> CHECKERS = new ConcurrentHashMap<>();

  private CelLanguage() {}

  private static CelBuilder builder() {
    // The interpreter, not the newer planner: measured here it is the faster one, and the planner
    // insists on comparing whole numbers with others, which conditions refuse as a likely mistake.
    CelBuilder builder =
        CelFactory.legacyCelBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    // Each field is a variable with a dotted name. That types the fields without a protobuf message
    // for the finding, and lets the runtime ask for just the fields that a condition uses.
    for (FindingField field : FindingField.values()) {
      builder.addVar(field.celName(), field.kind().celType());
    }
    return builder;
  }

  /** Knows only these of the standard functions, with the overloads that all of them have. */
  private static Cel knowing(Set<String> functions) {
    return builder()
        .setStandardEnvironmentEnabled(false)
        .setStandardDeclarations(
            CelStandardDeclarations.newBuilder()
                .filterFunctions(
                    (function, overload) ->
                        functions.contains(function.functionName())
                            && !(overload instanceof Comparison comparison
                                && comparison.isHeterogeneousComparison()))
                .build())
        .build();
  }

  static CelValidationResult parse(String source) {
    return CEL.parse(source);
  }

  /**
   * Checks names and types.
   *
   * <p>CEL declares all functions anew for each tree that it checks, which was most of compiling a
   * condition. A tree is the same whether functions are declared that it does not call; what is
   * wrong with one is told with all of them at hand.
   */
  static CelValidationResult check(CelAbstractSyntaxTree parsed) {
    CelValidationResult checked = checker(Expressions.functions(parsed.getExpr())).check(parsed);
    return checked.hasError() ? checkKnowingAll(parsed) : checked;
  }

  static CelValidationResult checkKnowingAll(CelAbstractSyntaxTree parsed) {
    return CEL.check(parsed);
  }

  private static Cel checker(Set<String> functions) {
    Cel known = CHECKERS.get(functions);
    if (known != null) {
      return known;
    }
    return CHECKERS.size() < MAX_CHECKERS
        ? CHECKERS.computeIfAbsent(functions, CelLanguage::knowing)
        : CEL;
  }

  static CelRuntime.Program program(CelAbstractSyntaxTree checked) {
    try {
      return CEL.createProgram(checked);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("a checked condition has no program", e);
    }
  }

  static String unparse(CelAbstractSyntaxTree ast) {
    return CelUnparserFactory.newUnparser().unparse(ast);
  }
}

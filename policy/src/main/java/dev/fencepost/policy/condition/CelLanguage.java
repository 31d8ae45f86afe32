package dev.fencepost.policy.condition;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.parser.CelStandardMacro;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

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

  private static final Cel CEL = build();

  private CelLanguage() {}

  private static Cel build() {
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
    return builder.build();
  }

  static CelValidationResult parse(String source) {
    return CEL.parse(source);
  }

  static CelValidationResult check(CelAbstractSyntaxTree parsed) {
    return CEL.check(parsed);
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

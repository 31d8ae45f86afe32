package dev.fencepost.bench.policies;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.FindingField;
import dev.fencepost.policy.judge.ArmedPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every condition's CEL program, compiled once, over every finding. The fields of a finding are
 * bound once for all programs.
 */
final class CelJudge implements Judge {

  private final List<CelRuntime.Program> programs = new ArrayList<>();
  private final List<ArmedPolicy> policies;
  private final List<Finding> findings;

  CelJudge(CelBuilder builder, List<ArmedPolicy> policies, List<Finding> findings) {
    this.policies = policies;
    this.findings = findings;
    builder.setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    for (FindingField field : FindingField.values()) {
      builder.addVar(field.celName(), type(field.kind()));
    }
    Cel cel = builder.build();
    for (ArmedPolicy policy : policies) {
      try {
        programs.add(cel.createProgram(cel.compile(policy.condition()).getAst()));
      } catch (CelValidationException | CelEvaluationException e) {
        throw new IllegalStateException("CEL refuses " + policy.condition(), e);
      }
    }
  }

  private static CelType type(FindingField.Kind kind) {
    return switch (kind) {
      case TEXT -> SimpleType.STRING;
      case INTEGER -> SimpleType.INT;
      case DOUBLE -> SimpleType.DOUBLE;
      case TIME -> SimpleType.TIMESTAMP;
      case LABELS -> MapType.create(SimpleType.STRING, SimpleType.STRING);
    };
  }

  @Override
  public long judge(int from, int to) {
    long matches = 0;
    for (int i = from; i < to; i++) {
      Map<String, Object> fields = fields(findings.get(i));
      for (CelRuntime.Program program : programs) {
        matches += matches(program, fields) ? 1 : 0;
      }
    }
    return matches;
  }

  @Override
  public Set<Long> matching(int finding) {
    Map<String, Object> fields = fields(findings.get(finding));
    Set<Long> matching = new HashSet<>();
    for (int i = 0; i < programs.size(); i++) {
      if (matches(programs.get(i), fields)) {
        matching.add(policies.get(i).policyId());
      }
    }
    return matching;
  }

  private static Map<String, Object> fields(Finding finding) {
    Map<String, Object> fields = new HashMap<>();
    for (FindingField field : FindingField.values()) {
      fields.put(field.celName(), field.of(finding));
    }
    return fields;
  }

  private static boolean matches(CelRuntime.Program program, Map<String, Object> fields) {
    try {
      return Boolean.TRUE.equals(program.eval(fields));
    } catch (CelEvaluationException e) {
      return false;
    }
  }
}

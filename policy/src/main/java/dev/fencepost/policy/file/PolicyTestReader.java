package dev.fencepost.policy.file;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.yaml.Fields;
import dev.fencepost.policy.yaml.Report;
import dev.fencepost.policy.yaml.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the tests of a policy. */
final class PolicyTestReader {

  private final Report report;
  private final Values values;

  PolicyTestReader(Report report) {
    this.report = report;
    this.values = new Values(report);
  }

  List<PolicyTest> read(Node node) {
    List<PolicyTest> tests = new ArrayList<>();
    for (Node item : values.list(node, "spec.tests")) {
      Fields.of(item, "a test", PolicyKeys.TEST, report)
          .flatMap(fields -> test(item, fields))
          .ifPresent(tests::add);
    }
    return tests;
  }

  private Optional<PolicyTest> test(Node item, Fields fields) {
    Optional<String> name = fields.required("name").flatMap(n -> values.text(n, "a test's name"));
    Optional<Boolean> matches =
        fields.required("matches").flatMap(n -> values.truth(n, "a test's matches"));
    Optional<Finding> finding =
        fields.required("finding").flatMap(new PolicyTestFinding(report, values)::read);
    return name.flatMap(
        n -> matches.flatMap(m -> finding.map(f -> new PolicyTest(n, f, m, Report.lineOf(item)))));
  }
}

package dev.fencepost.policy.file;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.policy.condition.FindingField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        fields
            .required("finding")
            .flatMap(n -> Fields.of(n, "a test's finding", PolicyKeys.FINDING, report))
            .map(this::finding);
    return name.flatMap(
        n -> matches.flatMap(m -> finding.map(f -> new PolicyTest(n, f, m, Report.lineOf(item)))));
  }

  private Finding finding(Fields fields) {
    return new Finding(
        text(fields, FindingField.ID),
        text(fields, FindingField.INFO_TYPE),
        fields
            .optional(FindingField.CONFIDENCE.key())
            .flatMap(n -> values.confidence(n, FindingField.CONFIDENCE.key()))
            .orElse(1.0),
        fields
            .optional(FindingField.MATCH_COUNT.key())
            .flatMap(n -> values.count(n, FindingField.MATCH_COUNT.key()))
            .orElse(1L),
        text(fields, FindingField.DATASOURCE),
        text(fields, FindingField.NODE_GROUP),
        text(fields, FindingField.OBJECT_PATH),
        text(fields, FindingField.FIELD),
        fields
            .optional(FindingField.LABELS.key())
            .map(n -> values.texts(n, FindingField.LABELS.key()))
            .orElse(Map.of()),
        fields
            .optional(FindingField.DISCOVERED_AT.key())
            .flatMap(n -> values.time(n, FindingField.DISCOVERED_AT.key()))
            .orElse(Instant.EPOCH));
  }

  private String text(Fields fields, FindingField field) {
    return fields.optional(field.key()).flatMap(n -> values.text(n, field.key())).orElse("");
  }
}

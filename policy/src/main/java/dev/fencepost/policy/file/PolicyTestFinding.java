package dev.fencepost.policy.file;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.policy.condition.FindingField;
import dev.fencepost.policy.yaml.Fields;
import dev.fencepost.policy.yaml.Report;
import dev.fencepost.policy.yaml.Values;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the finding of a policy's test. What it leaves out gets a neutral value. */
final class PolicyTestFinding {

  private final Report report;
  private final Values values;

  PolicyTestFinding(Report report, Values values) {
    this.report = report;
    this.values = values;
  }

  Optional<Finding> read(Node node) {
    return Fields.of(node, "a test's finding", PolicyKeys.FINDING, report).map(this::finding);
  }

  private Finding finding(Fields fields) {
    return new Finding(
        text(fields, FindingField.ID),
        text(fields, FindingField.INFO_TYPE),
        value(fields, FindingField.CONFIDENCE, values::confidence).orElse(1.0),
        value(fields, FindingField.MATCH_COUNT, values::count).orElse(1L),
        text(fields, FindingField.DATASOURCE),
        text(fields, FindingField.NODE_GROUP),
        text(fields, FindingField.OBJECT_PATH),
        text(fields, FindingField.FIELD),
        labels(fields, FindingField.LABELS),
        time(fields, FindingField.DISCOVERED_AT),
        text(fields, FindingField.OWNER),
        text(fields, FindingField.REGION),
        fields
            .optional(PolicyKeys.OBJECT_KEY)
            .flatMap(n -> Fields.of(n, "a test's object", PolicyKeys.OBJECT, report))
            .map(this::object)
            .orElse(ObjectAttributes.UNKNOWN));
  }

  private ObjectAttributes object(Fields fields) {
    return new ObjectAttributes(
        value(fields, FindingField.OBJECT_SIZE, values::size).orElse(0L),
        text(fields, FindingField.OBJECT_TYPE),
        text(fields, FindingField.OBJECT_OWNER),
        time(fields, FindingField.OBJECT_MODIFIED_AT),
        labels(fields, FindingField.OBJECT_LABELS));
  }

  private String text(Fields fields, FindingField field) {
    return value(fields, field, values::text).orElse("");
  }

  private Instant time(Fields fields, FindingField field) {
    return value(fields, field, values::time).orElse(Instant.EPOCH);
  }

  private Map<String, String> labels(Fields fields, FindingField field) {
    return value(fields, field, (n, path) -> Optional.of(values.texts(n, path))).orElse(Map.of());
  }

  /** The value of a field, when it is given and of its type. */
  private static <T> Optional<T> value(
      Fields fields, FindingField field, BiFunction<Node, String, Optional<T>> type) {
    return fields.optional(field.simpleKey()).flatMap(n -> type.apply(n, field.key()));
  }
}

package dev.fencepost.policy.file;

import dev.fencepost.policy.condition.Compilation;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.ConditionProblem;
import dev.fencepost.policy.condition.NearestName;
import dev.fencepost.policy.yaml.Fields;
import dev.fencepost.policy.yaml.Report;
import dev.fencepost.policy.yaml.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads one YAML document as a policy. */
final class PolicyReader {

  static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final Report report;
  private final SourceText source;
  private final Values values;

  PolicyReader(Report report, SourceText source) {
    this.report = report;
    this.source = source;
    this.values = new Values(report);
  }

  /**
   * A policy that has at least a name.
   *
   * @param nameNode where a duplicate is reported
   * @param policy empty when something else is wrong with it
   */
  record Named(String name, Node nameNode, Optional<PolicyFile> policy) {}

  private record Metadata(String name, Node nameNode, Map<String, String> labels) {}

  private record Spec(
      String description,
      Severity severity,
      Condition condition,
      boolean requiresStreamingUpdates,
      List<PolicyTest> tests) {}

  /** Reads a document, and reports what is wrong with it. */
  Optional<Named> read(Node document) {
    int before = report.problems().size();
    Optional<Fields> policy = Fields.of(document, "the policy", PolicyKeys.POLICY, report);
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    policy
        .get()
        .required("apiVersion")
        .ifPresent(n -> fixed(n, "apiVersion", PolicyKeys.API_VERSION));
    policy.get().required("kind").ifPresent(n -> fixed(n, "kind", PolicyKeys.KIND));
    Optional<Metadata> metadata = policy.get().required("metadata").flatMap(this::metadata);
    Optional<Spec> spec = policy.get().required("spec").flatMap(this::spec);
    boolean sound = report.problems().size() == before;
    return metadata.map(
        m ->
            new Named(
                m.name(), m.nameNode(), spec.filter(s -> sound).map(s -> policy(document, m, s))));
  }

  private PolicyFile policy(Node document, Metadata metadata, Spec spec) {
    return new PolicyFile(
        report.file(),
        Report.lineOf(document),
        metadata.name(),
        metadata.labels(),
        spec.description(),
        spec.severity(),
        spec.condition(),
        spec.requiresStreamingUpdates(),
        spec.tests());
  }

  private void fixed(Node node, String path, String expected) {
    Optional<String> text = values.text(node, path);
    if (text.isPresent() && !text.get().equals(expected)) {
      report.add(node, path + " must be " + expected, "");
    }
  }

  private Optional<Metadata> metadata(Node node) {
    Optional<Fields> fields = Fields.of(node, "metadata", PolicyKeys.METADATA, report);
    Map<String, String> labels =
        fields
            .flatMap(f -> f.optional("labels"))
            .map(n -> values.texts(n, "metadata.labels"))
            .orElse(Map.of());
    return fields
        .flatMap(f -> f.required("name"))
        .flatMap(n -> name(n).map(name -> new Metadata(name, n, labels)));
  }

  private Optional<String> name(Node node) {
    Optional<String> text = values.text(node, "metadata.name");
    if (text.isPresent() && !NAME.matcher(text.get()).matches()) {
      report.add(
          node,
          "metadata.name must be 1 to 63 lower-case letters, digits and hyphens, and neither start"
              + " nor end with a hyphen",
          "");
      return Optional.empty();
    }
    return text;
  }

  private Optional<Spec> spec(Node node) {
    Optional<Fields> found = Fields.of(node, "spec", PolicyKeys.SPEC, report);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get();
    Optional<String> description =
        fields.optional("description").flatMap(n -> values.text(n, "spec.description"));
    Optional<Severity> severity = fields.required("severity").flatMap(this::severity);
    Optional<Condition> condition = fields.required("condition").flatMap(this::condition);
    Optional<Boolean> streaming =
        fields
            .optional("requires_streaming_updates")
            .flatMap(n -> values.truth(n, "spec.requires_streaming_updates"));
    List<PolicyTest> tests =
        fields.optional("tests").map(new PolicyTestReader(report)::read).orElse(List.of());
    return severity.flatMap(
        s ->
            condition.map(
                c ->
                    new Spec(
                        description.map(String::strip).orElse(""),
                        s,
                        c,
                        streaming.orElse(true),
                        tests)));
  }

  private Optional<Severity> severity(Node node) {
    Optional<String> key = values.text(node, "spec.severity");
    Optional<Severity> severity = key.flatMap(Severity::of);
    if (key.isPresent() && severity.isEmpty()) {
      report.add(
          node,
          "spec.severity must be one of " + String.join(", ", Severity.keys()),
          NearestName.suggestion(key.get(), Severity.keys()));
    }
    return severity;
  }

  private Optional<Condition> condition(Node node) {
    Optional<String> text = values.text(node, "spec.condition");
    if (text.isEmpty() || !(node instanceof ScalarNode scalar)) {
      return Optional.empty();
    }
    Compilation compilation = Condition.compile(text.get().stripTrailing());
    for (ConditionProblem problem : compilation.problems()) {
      SourceText.Place place = source.placeOf(problem, scalar);
      report.add(place.line(), place.column(), problem.message(), problem.suggestion());
    }
    return compilation.condition();
  }
}

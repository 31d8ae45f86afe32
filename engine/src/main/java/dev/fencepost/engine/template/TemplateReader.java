package dev.fencepost.engine.template;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.core.detection.TypeRule;
import dev.fencepost.core.job.Lottery;
import dev.fencepost.core.job.ScanLimits;
import dev.fencepost.engine.job.DataSourceSelector;
import dev.fencepost.engine.job.RefusedException;
import dev.fencepost.engine.job.ScanSpecification;
import dev.fencepost.policy.condition.NearestName;
import dev.fencepost.policy.yaml.Fields;
import dev.fencepost.policy.yaml.Report;
import dev.fencepost.policy.yaml.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads one YAML document as a scan template. */
final class TemplateReader {

  static final String API_VERSION = "fencepost/v1";
  static final String KIND = "ScanTemplate";
  static final List<String> TEMPLATE = List.of("apiVersion", "kind", "metadata", "spec");
  static final List<String> METADATA = List.of("name");
  static final List<String> SPEC =
      List.of("datasources", "selector", "detect", "limits", "priority");
  static final List<String> SELECTOR = List.of("kind", "node_group", "names");
  static final List<String> DETECT = List.of("types", "phone_regions");
  static final List<String> RULE = List.of("min_confidence", "allow");
  static final List<String> LIMITS =
      List.of("max_object_bytes", "max_attempts", "task_time_limit_seconds", "tasks_at_once");
  static final List<String> TYPES = Arrays.stream(InfoType.values()).map(Enum::name).toList();

  private final Report report;
  private final Values values;

  TemplateReader(Report report) {
    this.report = report;
    this.values = new Values(report);
  }

  /** Empty when something is wrong with it; what it is, is reported. */
  Optional<TemplateFile> read(Node document) {
    int before = report.problems().size();
    Optional<Fields> template = Fields.of(document, "the template", TEMPLATE, report);
    if (template.isEmpty()) {
      return Optional.empty();
    }
    template.get().required("apiVersion").ifPresent(n -> fixed(n, "apiVersion", API_VERSION));
    template.get().required("kind").ifPresent(n -> fixed(n, "kind", KIND));
    Optional<String> name =
        template
            .get()
            .required("metadata")
            .flatMap(n -> Fields.of(n, "metadata", METADATA, report))
            .flatMap(fields -> fields.required("name"))
            .flatMap(n -> values.text(n, "metadata.name"));
    Optional<ScanSpecification> spec = template.get().required("spec").flatMap(this::spec);
    return report.problems().size() > before
        ? Optional.empty()
        : name.flatMap(n -> spec.map(s -> new TemplateFile(report.file(), n, s)));
  }

  private void fixed(Node node, String path, String expected) {
    Optional<String> text = values.text(node, path);
    if (text.isPresent() && !text.get().equals(expected)) {
      report.add(node, path + " must be " + expected, "");
    }
  }

  private Optional<ScanSpecification> spec(Node node) {
    Optional<Fields> found = Fields.of(node, "spec", SPEC, report);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = found.get();
    List<String> datasources = texts(fields, "datasources", "spec.datasources");
    @Nullable DataSourceSelector selector =
        fields.optional("selector").flatMap(this::selector).orElse(null);
    if (fields.optional("datasources").isEmpty() && fields.optional("selector").isEmpty()) {
      report.add(node, "spec needs datasources, a selector, or both", "");
    }
    DetectionSettings detection =
        fields.optional("detect").flatMap(this::detection).orElse(DetectionSettings.EVERYTHING);
    ScanLimits limits = fields.optional("limits").flatMap(this::limits).orElse(ScanLimits.USUAL);
    int priority =
        fields.optional("priority").flatMap(this::priority).orElse(Lottery.USUAL_PRIORITY);
    return Optional.of(new ScanSpecification(datasources, selector, detection, limits, priority));
  }

  private Optional<Integer> priority(Node node) {
    Optional<Long> priority =
        values.count(node, "spec.priority").filter(n -> n <= Lottery.HIGHEST_PRIORITY);
    if (priority.isEmpty()) {
      report.add(node, "spec.priority must be at most " + Lottery.HIGHEST_PRIORITY, "");
    }
    return priority.map(Math::toIntExact);
  }

  private Optional<DataSourceSelector> selector(Node node) {
    Optional<Fields> fields = Fields.of(node, "spec.selector", SELECTOR, report);
    try {
      return fields.map(
          f ->
              new DataSourceSelector(
                  text(f, "kind", "spec.selector.kind"),
                  text(f, "node_group", "spec.selector.node_group"),
                  texts(f, "names", "spec.selector.names")));
    } catch (RefusedException e) {
      report.add(node, String.valueOf(e.getMessage()), "");
      return Optional.empty();
    }
  }

  private Optional<DetectionSettings> detection(Node node) {
    Optional<Fields> fields = Fields.of(node, "spec.detect", DETECT, report);
    try {
      return fields.map(
          f ->
              new DetectionSettings(
                  f.optional("types").map(this::types).orElse(Map.of()),
                  texts(f, "phone_regions", "spec.detect.phone_regions")));
    } catch (IllegalArgumentException e) {
      report.add(node, String.valueOf(e.getMessage()), "");
      return Optional.empty();
    }
  }

  private Map<InfoType, TypeRule> types(Node node) {
    Map<InfoType, TypeRule> types = new EnumMap<>(InfoType.class);
    Optional<Map<ScalarNode, Node>> entries = Fields.entries(node, "spec.detect.types", report);
    if (entries.isPresent() && entries.get().isEmpty()) {
      report.add(node, "spec.detect.types names no type", "leave it out to look for all");
    }
    entries.orElse(Map.of()).forEach((key, value) -> type(key, value, types));
    return types;
  }

  private void type(ScalarNode key, Node value, Map<InfoType, TypeRule> types) {
    String name = key.getValue();
    if (!TYPES.contains(name)) {
      report.add(
          key,
          "unknown type " + name + " in spec.detect.types",
          NearestName.to(name, TYPES)
              .map(nearest -> "did you mean " + nearest + "?")
              .orElse("valid types are " + String.join(", ", TYPES)));
      return;
    }
    String path = "spec.detect.types." + name;
    Fields.of(value, path, RULE, report)
        .ifPresent(
            fields ->
                types.put(
                    InfoType.valueOf(name),
                    new TypeRule(
                        fields
                            .optional("min_confidence")
                            .flatMap(n -> values.confidence(n, path + ".min_confidence"))
                            .orElse(TypeRule.EVERYTHING.minConfidence()),
                        patterns(fields, path + ".allow"))));
  }

  private List<String> patterns(Fields fields, String path) {
    List<String> patterns = new ArrayList<>();
    for (Node item : fields.optional("allow").map(n -> values.list(n, path)).orElse(List.of())) {
      values
          .text(item, "an item of " + path)
          .filter(text -> check(item, text))
          .ifPresent(patterns::add);
    }
    return patterns;
  }

  private boolean check(Node node, String pattern) {
    try {
      Pattern.compile(pattern);
      return true;
    } catch (PatternSyntaxException e) {
      report.add(node, "not a regular expression in RE2's syntax: " + e.getDescription(), "");
      return false;
    }
  }

  private Optional<ScanLimits> limits(Node node) {
    return Fields.of(node, "spec.limits", LIMITS, report)
        .map(
            fields -> {
              @Nullable Long seconds = count(fields, "task_time_limit_seconds");
              return new ScanLimits(
                  count(fields, "max_object_bytes"),
                  number(count(fields, "max_attempts")),
                  seconds == null ? null : Duration.ofSeconds(seconds),
                  number(count(fields, "tasks_at_once")));
            });
  }

  /** No limit needs more than this, and every number of it fits its column. */
  private @Nullable Long count(Fields fields, String key) {
    String path = "spec.limits." + key;
    long most = key.equals("max_object_bytes") ? 1L << 40 : 1_000_000;
    Optional<Node> node = fields.optional(key);
    Optional<Long> count = node.flatMap(n -> values.count(n, path));
    if (count.isPresent() && count.get() > most) {
      report.add(node.get(), path + " must be at most " + most, "");
      return null;
    }
    return count.orElse(null);
  }

  private static @Nullable Integer number(@Nullable Long count) {
    return count == null ? null : Math.toIntExact(count);
  }

  private @Nullable String text(Fields fields, String key, String path) {
    return fields.optional(key).flatMap(n -> values.text(n, path)).orElse(null);
  }

  private List<String> texts(Fields fields, String key, String path) {
    List<String> texts = new ArrayList<>();
    for (Node item : fields.optional(key).map(n -> values.list(n, path)).orElse(List.of())) {
      values.text(item, "an item of " + path).ifPresent(texts::add);
    }
    return texts;
  }
}

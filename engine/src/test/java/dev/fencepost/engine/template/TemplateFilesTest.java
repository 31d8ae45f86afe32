package dev.fencepost.engine.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.core.detection.TypeRule;
import dev.fencepost.core.job.ScanLimits;
import dev.fencepost.engine.job.DataSourceSelector;
import dev.fencepost.engine.job.ScanSpecification;
import dev.fencepost.policy.yaml.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class TemplateFilesTest {

  private static final Path SCHEMA = Path.of("..", "docs", "schema", "scan-template.schema.json");
  private static final Path EXAMPLES = Path.of("..", "examples", "templates");

  private static final String HEAD =
      """
      apiVersion: fencepost/v1
      kind: ScanTemplate
      metadata: {name: nightly}
      spec:
      """;

  @Test
  void template_says_what_is_scanned_and_how() {
    ScanSpecification read =
        parse(
                """
                  datasources: [docs, hr]
                  selector: {kind: file, node_group: east, names: ["hr-*"]}
                  detect:
                    types:
                      EMAIL_ADDRESS: {min_confidence: 0.6, allow: ["noreply@.*"]}
                      US_SSN: {}
                    phone_regions: [DE]
                  limits: {max_object_bytes: 1000, max_attempts: 2, task_time_limit_seconds: 60, tasks_at_once: 3}
                  priority: 20
                """)
            .templates()
            .get(0)
            .specification();
    assertThat(read)
        .isEqualTo(
            new ScanSpecification(
                List.of("docs", "hr"),
                new DataSourceSelector("file", "east", List.of("hr-*")),
                new DetectionSettings(
                    Map.of(
                        InfoType.EMAIL_ADDRESS,
                        new TypeRule(0.6, List.of("noreply@.*")),
                        InfoType.US_SSN,
                        TypeRule.EVERYTHING),
                    List.of("DE")),
                new ScanLimits(1000L, 2, Duration.ofMinutes(1), 3),
                20));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          datasource: [docs]                | f:5:3: unknown key datasource in spec (did you mean datasources?)
          limits: {task_at_once: 1}         | f:5:12: unknown key task_at_once in spec.limits (did you mean tasks_at_once?)
          detect: {types: {EMAIL_ADRESS: {}}} | f:5:20: unknown type EMAIL_ADRESS in spec.detect.types (did you mean EMAIL_ADDRESS?)
          detect: {types: {URL: {allow: ["("]}}} | f:5:34: not a regular expression in RE2's syntax: missing closing )
          detect: {phone_regions: [Germany]} | f:5:11: The phone region "Germany" must be an ISO country code such as US.
          priority: 101                     | f:5:13: spec.priority must be at most 100
          selector: {names: ["hr/*"]}       | f:5:13: The pattern "hr/*" must be 1 to 63 letters, digits, dots, dashes, underscores or asterisks.
          """)
  void what_is_wrong_is_told_with_its_place(String line, String problem) {
    String rest =
        line.startsWith("datasource:") || line.startsWith("selector:")
            ? ""
            : "  datasources: [docs]\n";
    assertThat(parse("  " + line + "\n" + rest).problems())
        .extracting(Problem::toString)
        .contains(problem);
  }

  @Test
  void template_without_any_data_source_is_a_problem() {
    assertThat(parse("  priority: 3\n").problems())
        .extracting(Problem::message)
        .containsExactly("spec needs datasources, a selector, or both");
  }

  @Test
  void examples_are_valid() {
    assertThat(TemplateFiles.read(List.of(EXAMPLES)).problems()).isEmpty();
    assertThat(TemplateFiles.read(List.of(EXAMPLES)).templates()).isNotEmpty();
  }

  /** JSON is YAML, so no other parser is needed. */
  @Test
  void the_published_schema_names_exactly_what_the_reader_accepts() throws IOException {
    Map<?, ?> schema =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(java.nio.file.Files.readString(SCHEMA));
    assertThat(keys(schema)).isEqualTo(TemplateReader.TEMPLATE);
    assertThat(keys(at(schema, "metadata"))).isEqualTo(TemplateReader.METADATA);
    Map<?, ?> spec = at(schema, "spec");
    assertThat(keys(spec)).isEqualTo(TemplateReader.SPEC);
    assertThat(keys(at(spec, "selector"))).isEqualTo(TemplateReader.SELECTOR);
    assertThat(keys(at(spec, "limits"))).isEqualTo(TemplateReader.LIMITS);
    Map<?, ?> detect = at(spec, "detect");
    assertThat(keys(detect)).isEqualTo(TemplateReader.DETECT);
    Map<?, ?> types = at(detect, "types");
    assertThat(part(types, "propertyNames").get("enum")).isEqualTo(TemplateReader.TYPES);
    assertThat(keys(part(types, "additionalProperties"))).isEqualTo(TemplateReader.RULE);
    assertThat(List.of(schema, spec, detect, at(spec, "selector"), at(spec, "limits")))
        .allSatisfy(one -> assertThat(one.get("additionalProperties")).isEqualTo(false));
  }

  private static TemplateBatch parse(String spec) {
    return TemplateFiles.parse(Map.of("f", (HEAD + spec).getBytes(UTF_8)));
  }

  private static Map<?, ?> at(Map<?, ?> schema, String key) {
    return part(part(schema, "properties"), key);
  }

  private static Map<?, ?> part(Map<?, ?> schema, String key) {
    return (Map<?, ?>) Objects.requireNonNull(schema.get(key));
  }

  private static List<Object> keys(Map<?, ?> schema) {
    return List.copyOf(part(schema, "properties").keySet());
  }
}

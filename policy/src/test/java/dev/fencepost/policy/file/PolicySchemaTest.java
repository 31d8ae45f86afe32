package dev.fencepost.policy.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.policy.condition.ConditionLimits;
import dev.fencepost.policy.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The published schema names what the reader accepts. JSON is YAML, so no other parser is needed.
 */
class PolicySchemaTest {

  private final Map<?, ?> policy = schema();

  @Test
  void the_schema_names_exactly_the_keys_that_the_reader_accepts() {
    assertThat(keys(policy)).containsExactlyElementsOf(PolicyKeys.POLICY);
    assertThat(keys(at(policy, "metadata"))).containsExactlyElementsOf(PolicyKeys.METADATA);
    assertThat(keys(spec())).containsExactlyElementsOf(PolicyKeys.SPEC);
    assertThat(keys(test())).containsExactlyElementsOf(PolicyKeys.TEST);
    assertThat(keys(finding())).containsExactlyElementsOf(PolicyKeys.FINDING);
    assertThat(keys(at(finding(), "object"))).containsExactlyElementsOf(PolicyKeys.OBJECT);
  }

  @Test
  void the_schema_refuses_every_other_key() {
    assertThat(
            List.of(
                policy, at(policy, "metadata"), spec(), test(), finding(), at(finding(), "object")))
        .allSatisfy(part -> assertThat(part.get("additionalProperties")).isEqualTo(false));
  }

  @Test
  void the_schema_has_the_constants_of_the_reader() {
    assertThat(at(policy, "apiVersion").get("const")).isEqualTo(PolicyKeys.API_VERSION);
    assertThat(at(policy, "kind").get("const")).isEqualTo(PolicyKeys.KIND);
    assertThat(at(spec(), "severity").get("enum")).isEqualTo(Severity.keys());
    assertThat(at(spec(), "condition").get("maxLength")).isEqualTo(ConditionLimits.MAX_LENGTH);
    assertThat(at(at(policy, "metadata"), "name").get("pattern"))
        .isEqualTo("^" + PolicyReader.NAME.pattern() + "$");
  }

  @Test
  void the_schema_requires_what_the_reader_requires() {
    assertThat(policy.get("required")).isEqualTo(PolicyKeys.POLICY);
    assertThat(at(policy, "metadata").get("required")).isEqualTo(List.of("name"));
    assertThat(spec().get("required")).isEqualTo(List.of("severity", "condition"));
    assertThat(test().get("required")).isEqualTo(PolicyKeys.TEST);
    assertThat(PolicyFiles.parse(Map.of("p", "metadata: {}\nspec: {}".getBytes(UTF_8))).problems())
        .extracting(Problem::message)
        .containsExactly(
            "the policy lacks the key apiVersion",
            "the policy lacks the key kind",
            "metadata lacks the key name",
            "spec lacks the key severity",
            "spec lacks the key condition");
  }

  private Map<?, ?> spec() {
    return at(policy, "spec");
  }

  private Map<?, ?> test() {
    return (Map<?, ?>) Objects.requireNonNull(at(spec(), "tests").get("items"));
  }

  private Map<?, ?> finding() {
    return at(test(), "finding");
  }

  private static List<Object> keys(Map<?, ?> part) {
    return List.copyOf(((Map<?, ?>) Objects.requireNonNull(part.get("properties"))).keySet());
  }

  private static Map<?, ?> at(Map<?, ?> part, String key) {
    Map<?, ?> properties = (Map<?, ?>) Objects.requireNonNull(part.get("properties"));
    return (Map<?, ?>) Objects.requireNonNull(properties.get(key));
  }

  private static Map<?, ?> schema() {
    try (InputStream in =
        PolicySchemaTest.class.getResourceAsStream("/dev/fencepost/policy/policy.schema.json")) {
      Load load = new Load(LoadSettings.builder().build());
      return (Map<?, ?>)
          Objects.requireNonNull(load.loadFromInputStream(Objects.requireNonNull(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

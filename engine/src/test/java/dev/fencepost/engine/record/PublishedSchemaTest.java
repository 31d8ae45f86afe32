package dev.fencepost.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Incoming.EndMarker;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.Incoming.Malformed;
import dev.fencepost.core.landing.Incoming.ObjectRecord;
import dev.fencepost.core.landing.Incoming.Sender;
import dev.fencepost.core.landing.Rejection.Reason;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The schemas that producers read say what the decoder takes. */
class PublishedSchemaTest {

  /** Tests run in the folder of their module. */
  private static final Path SCHEMAS = Path.of("..", "docs", "schema");

  private static final Map<String, Integer> LONGEST =
      Map.of(
          "finding_id", RecordLimits.FINDING_ID,
          "datasource", RecordLimits.DATASOURCE,
          "node_group", RecordLimits.SHORT_TEXT,
          "info_type", RecordLimits.SHORT_TEXT,
          "object_path", RecordLimits.OBJECT_PATH,
          "field", RecordLimits.FIELD,
          "discovered_at", RecordLimits.SHORT_TEXT);

  private final RecordDecoder decoder = new RecordDecoder();
  private final Map<String, Object> finding = JsonText.read(SCHEMAS, "finding-record.schema.json");
  private final Map<String, Object> object = JsonText.read(SCHEMAS, "object-record.schema.json");
  private final Map<String, Object> marker = JsonText.read(SCHEMAS, "marker.schema.json");
  private final Map<String, Object> control = JsonText.read(SCHEMAS, "job-control.schema.json");

  @Test
  void properties_are_the_fields_that_the_decoder_knows() {
    Set<String> published = new TreeSet<>(properties(finding).keySet());
    published.addAll(properties(object).keySet());
    published.addAll(properties(marker).keySet());
    Set<String> known =
        Arrays.stream(RecordDraft.class.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
            .map(Field::getName)
            .map(PublishedSchemaTest::snakeCase)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(published).isEqualTo(known);
    for (String name : published) {
      assertThat(reason(Map.of(name, List.of()))).as(name).isEqualTo(Reason.WRONG_TYPE);
    }
    Map<String, Object> attributes =
        JsonText.object(JsonText.object(properties(object).get("object")).get("properties"));
    assertThat(attributes).hasSize(5);
    for (String name : attributes.keySet()) {
      assertThat(reason(Map.of("object", Map.of(name, List.of()))))
          .as(name)
          .isEqualTo(Reason.WRONG_TYPE);
    }
  }

  @Test
  void examples_are_taken() {
    assertThat(examples(finding)).hasSize(2);
    examples(finding).forEach(e -> assertThat(decode(e)).isInstanceOf(FindingRecord.class));
    assertThat(examples(finding).get(0).keySet()).isEqualTo(properties(finding).keySet());
    assertThat(examples(object)).hasSize(2);
    examples(object).forEach(e -> assertThat(decode(e)).isInstanceOf(ObjectRecord.class));
    assertThat(examples(object).get(0).keySet()).isEqualTo(properties(object).keySet());
    assertThat(examples(marker)).hasSize(2);
    examples(marker).forEach(e -> assertThat(decode(e)).isInstanceOf(EndMarker.class));
    assertThat(examples(marker).get(0).keySet()).isEqualTo(properties(marker).keySet());
  }

  @Test
  void what_is_not_published_is_refused() {
    for (Map<String, Object> schema : List.of(finding, object, marker)) {
      assertThat(schema.get("additionalProperties")).isEqualTo(false);
      assertThat(reason(with(examples(schema).get(0), "owner", "somebody")))
          .isEqualTo(Reason.UNKNOWN_FIELD);
    }
  }

  @Test
  void a_marker_takes_no_field_of_a_finding_and_a_finding_none_of_a_marker() {
    Set<String> findings = new TreeSet<>(properties(finding).keySet());
    findings.removeAll(properties(marker).keySet());
    assertThat(findings).contains("scan_epoch", "datasource", "deleted");
    for (String name : findings) {
      Object value = examples(finding).get(0).getOrDefault(name, "");
      for (Map<String, Object> example : examples(marker)) {
        assertThat(reason(with(example, name, value))).as(name).isEqualTo(Reason.UNKNOWN_FIELD);
      }
    }
    Set<String> markers = new TreeSet<>(properties(marker).keySet());
    markers.removeAll(properties(finding).keySet());
    assertThat(markers).contains("records", "failures");
    for (String name : markers) {
      Object value = examples(marker).get(0).getOrDefault(name, "");
      for (Map<String, Object> example : examples(finding)) {
        assertThat(reason(with(example, name, value))).as(name).isEqualTo(Reason.UNKNOWN_FIELD);
      }
    }
  }

  @Test
  void an_object_takes_no_field_of_a_finding_or_a_marker() {
    Map<String, Object> others = new LinkedHashMap<>(examples(finding).get(0));
    others.putAll(examples(marker).get(0));
    others.keySet().removeAll(properties(object).keySet());
    assertThat(others).containsKeys("finding_id", "node_group", "deleted", "records");
    others.forEach(
        (name, value) ->
            assertThat(reason(with(examples(object).get(0), name, value)))
                .as(name)
                .isEqualTo(Reason.UNKNOWN_FIELD));
    assertThat(reason(with(examples(object).get(0), "object", Map.of("colour", "red"))))
        .isEqualTo(Reason.UNKNOWN_FIELD);
    assertThat(reason(with(examples(object).get(0), "object", Map.of("size", -1))))
        .isEqualTo(Reason.OUT_OF_RANGE);
  }

  @Test
  void headers_are_published_by_their_names() throws IOException {
    String published = Files.readString(SCHEMAS.resolve("asyncapi.yaml"));
    Matcher names = Pattern.compile("(?m)^ +(fencepost-[a-z]+):$").matcher(published);
    assertThat(names.results().map(name -> name.group(1)))
        .containsExactlyInAnyOrderElementsOf(SenderHeaders.write(new Sender(1, 2, 3)).keySet());
  }

  @Test
  void required_fields_are_required_and_others_are_not() {
    Map<String, Object> rules = JsonText.object(JsonText.list(finding.get("allOf")).get(0));
    requires(
        without(examples(finding).get(0), Set.of("task_id", "job_id", "attempt", "scan_epoch")),
        JsonText.list(JsonText.object(rules.get("else")).get("required")));
    requires(
        examples(finding).get(1),
        JsonText.list(JsonText.object(rules.get("then")).get("required")));
    requires(examples(object).get(1), JsonText.list(object.get("required")));
    requires(examples(marker).get(1), JsonText.list(marker.get("required")));
    Map<String, Object> origin = JsonText.object(JsonText.list(finding.get("allOf")).get(1));
    for (Object name : JsonText.list(JsonText.object(origin.get("then")).get("required"))) {
      assertThat(reason(without(examples(finding).get(0), Set.of(name.toString()))))
          .isEqualTo(Reason.MISSING_FIELD);
    }
    assertThat(reason(without(examples(finding).get(0), Set.of("task_id"))))
        .isEqualTo(Reason.MISSING_FIELD);
  }

  @Test
  void limits_of_texts_are_those_of_the_decoder() {
    Map<String, Integer> published = new LinkedHashMap<>();
    properties(finding)
        .forEach(
            (name, schema) -> {
              if (JsonText.object(schema).get("maxLength") instanceof Number longest) {
                published.put(name, longest.intValue());
              }
            });
    assertThat(published).isEqualTo(LONGEST);
    Map<String, Object> labels = JsonText.object(properties(finding).get("labels"));
    assertThat(labels).containsEntry("maxProperties", (long) RecordLimits.LABELS);
    assertThat(JsonText.object(labels.get("propertyNames")))
        .containsEntry("maxLength", (long) RecordLimits.LABEL_KEY);
    assertThat(JsonText.object(labels.get("additionalProperties")))
        .containsEntry("maxLength", (long) RecordLimits.LABEL_VALUE);
    assertThat(String.valueOf(finding.get("description"))).contains(RecordLimits.RECORD + " bytes");
  }

  @Test
  void numbers_below_their_minimum_are_refused() {
    for (Map<String, Object> schema : List.of(finding, marker)) {
      properties(schema)
          .forEach(
              (name, property) -> {
                if (JsonText.object(property).get("minimum") instanceof Number least) {
                  assertThat(reason(with(examples(schema).get(0), name, least.longValue() - 1)))
                      .as(name)
                      .isEqualTo(Reason.OUT_OF_RANGE);
                }
              });
    }
  }

  @Test
  void end_of_a_job_is_written_as_published() {
    String written = new String(new RecordEncoder().endJob(6789), StandardCharsets.UTF_8);
    assertThat(examples(control)).containsExactly(JsonText.parse(written));
    assertThat(properties(control).keySet()).isEqualTo(Set.of("marker_type", "job_id"));
  }

  private void requires(Map<String, Object> example, List<Object> required) {
    for (String name : example.keySet()) {
      Map<String, Object> rest = without(example, Set.of(name));
      if (required.contains(name)) {
        assertThat(reason(rest)).as(name).isEqualTo(Reason.MISSING_FIELD);
      } else if (!name.equals("deleted")) {
        assertThat(decode(rest)).as(name).isNotInstanceOf(Malformed.class);
      }
    }
  }

  private Incoming decode(Map<String, Object> record) {
    return decoder.decode(0, JsonText.write(record).getBytes(StandardCharsets.UTF_8));
  }

  private Reason reason(Map<String, Object> record) {
    assertThat(decode(record)).as(JsonText.write(record)).isInstanceOf(Malformed.class);
    return ((Malformed) decode(record)).rejection().reason();
  }

  private static Map<String, Object> with(Map<String, Object> record, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(record);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, Object> without(Map<String, Object> record, Set<String> names) {
    Map<String, Object> changed = new LinkedHashMap<>(record);
    changed.keySet().removeAll(names);
    return changed;
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> properties(Map<String, Object> schema) {
    return JsonText.object(schema.get("properties"));
  }

  private static List<Map<String, Object>> examples(Map<String, Object> schema) {
    return JsonText.list(schema.get("examples")).stream().map(JsonText::object).toList();
  }
}

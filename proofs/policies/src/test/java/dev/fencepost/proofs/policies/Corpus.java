package dev.fencepost.proofs.policies;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Conditions and findings that were kept because something once went, or might go, wrong there. */
public final class Corpus {

  private static final String FOLDER = "/dev/fencepost/proofs/policies/corpus/";

  private Corpus() {}

  /** One condition a line; blank lines and lines that start with a number sign say nothing. */
  public static List<String> conditions() {
    return lines("conditions.txt");
  }

  /** The lines of the grammar of {@link HostileConditions}. */
  static List<String> grammar() {
    return lines("grammar.txt");
  }

  private static List<String> lines(String resource) {
    return text(resource).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
  }

  public static List<Finding> findings() {
    Load load = new Load(LoadSettings.builder().setSchema(new CoreSchema()).build());
    List<Finding> findings = new ArrayList<>();
    for (Object item :
        (List<?>) Objects.requireNonNull(load.loadFromString(text("findings.yaml")))) {
      findings.add(finding((Map<?, ?>) item, "corpus/" + findings.size()));
    }
    return findings;
  }

  private static Finding finding(Map<?, ?> item, String id) {
    return new Finding(
        id,
        text(item, "info_type"),
        item.get("confidence") instanceof Number number ? number.doubleValue() : 1.0,
        number(item, "match_count", 1),
        text(item, "datasource"),
        text(item, "node_group"),
        text(item, "object_path"),
        text(item, "field"),
        labels(item),
        time(item, "discovered_at"),
        text(item, "owner"),
        text(item, "region"),
        item.get("object") instanceof Map<?, ?> object ? object(object) : ObjectAttributes.UNKNOWN);
  }

  private static ObjectAttributes object(Map<?, ?> item) {
    return new ObjectAttributes(
        number(item, "size", 0),
        text(item, "type"),
        text(item, "owner"),
        time(item, "modified_at"),
        labels(item));
  }

  private static long number(Map<?, ?> item, String key, long otherwise) {
    return item.get(key) instanceof Number number ? number.longValue() : otherwise;
  }

  private static Instant time(Map<?, ?> item, String key) {
    return item.get(key) instanceof String time ? Instant.parse(time) : Instant.EPOCH;
  }

  private static Map<String, String> labels(Map<?, ?> item) {
    return item.get("labels") instanceof Map<?, ?> labels
        ? labels.entrySet().stream()
            .collect(Collectors.toMap(e -> (String) e.getKey(), e -> (String) e.getValue()))
        : Map.of();
  }

  private static String text(Map<?, ?> item, String key) {
    return item.get(key) instanceof String text ? text : "";
  }

  private static String text(String resource) {
    try (InputStream in = Corpus.class.getResourceAsStream(FOLDER + resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.fencepost.policy.yaml;

import dev.fencepost.policy.condition.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping with known keys. Whatever is wrong with its keys is reported once, here. */
public final class Fields {

  private final Node mapping;
  private final String path;
  private final Report report;
  private final Map<String, Node> values;

  private Fields(Node mapping, String path, Report report, Map<String, Node> values) {
    this.mapping = mapping;
    this.path = path;
    this.report = report;
    this.values = values;
  }

  /**
   * Reads a mapping.
   *
   * @param path how messages call it, for example {@code spec}
   */
  public static Optional<Fields> of(Node node, String path, List<String> allowed, Report report) {
    return entries(node, path, report)
        .map(
            entries -> {
              Map<String, Node> known = new LinkedHashMap<>();
              entries.forEach(
                  (key, value) -> {
                    if (allowed.contains(key.getValue())) {
                      known.put(key.getValue(), value);
                    } else {
                      report.add(
                          key,
                          "unknown key " + key.getValue() + " in " + path,
                          suggestion(key.getValue(), allowed));
                    }
                  });
              return new Fields(node, path, report, known);
            });
  }

  private static String suggestion(String key, List<String> allowed) {
    return NearestName.to(key, allowed)
        .map(name -> "did you mean " + name + "?")
        .orElse("valid keys are " + String.join(", ", allowed));
  }

  /** The entries of a mapping whose keys are texts, each once. */
  public static Optional<Map<ScalarNode, Node>> entries(Node node, String path, Report report) {
    if (!(node instanceof MappingNode mapping)) {
      report.add(node, path + " must be a mapping of keys to values", "");
      return Optional.empty();
    }
    Map<String, ScalarNode> seen = new LinkedHashMap<>();
    Map<ScalarNode, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        report.add(tuple.getKeyNode(), "a key of " + path + " must be a text", "");
        continue;
      }
      ScalarNode first = seen.putIfAbsent(key.getValue(), key);
      if (first == null) {
        entries.put(key, tuple.getValueNode());
      } else {
        String where = "it is already given in line " + Report.lineOf(first);
        report.add(key, "duplicate key " + key.getValue() + " in " + path, where);
      }
    }
    return Optional.of(entries);
  }

  public Optional<Node> optional(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The value; a missing one is reported at the mapping. */
  public Optional<Node> required(String key) {
    Optional<Node> value = optional(key);
    if (value.isEmpty()) {
      report.add(mapping, path + " lacks the key " + key, "");
    }
    return value;
  }
}

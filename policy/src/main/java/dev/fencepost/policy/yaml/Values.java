package dev.fencepost.policy.yaml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads values of a type, and reports values of any other. */
public final class Values {

  private final Report report;

  public Values(Report report) {
    this.report = report;
  }

  public Optional<String> text(Node node, String path) {
    Optional<String> text = scalar(node, Tag.STR);
    if (text.isEmpty()) {
      String suggestion = node instanceof ScalarNode ? "put it in quotes" : "";
      report.add(node, path + " must be a text", suggestion);
    } else if (text.get().indexOf('\0') >= 0) {
      report.add(node, path + " must not contain the character U+0000", "");
      return Optional.empty();
    }
    return text;
  }

  public Optional<Boolean> truth(Node node, String path) {
    Optional<Boolean> truth = scalar(node, Tag.BOOL).map(value -> value.equalsIgnoreCase("true"));
    if (truth.isEmpty()) {
      report.add(node, path + " must be true or false", "");
    }
    return truth;
  }

  /** A whole number that is at least 1. */
  public Optional<Long> count(Node node, String path) {
    return wholeNumber(node, path, 1);
  }

  /** A number of bytes. */
  public Optional<Long> size(Node node, String path) {
    return wholeNumber(node, path, 0);
  }

  private Optional<Long> wholeNumber(Node node, String path, long least) {
    Optional<Long> number =
        scalar(node, Tag.INT).flatMap(Values::wholeNumber).filter(n -> n >= least);
    if (number.isEmpty()) {
      report.add(node, path + " must be a whole number, " + least + " or more", "");
    }
    return number;
  }

  /** A number from 0 to 1. */
  public Optional<Double> confidence(Node node, String path) {
    Optional<Double> confidence =
        scalar(node, Tag.FLOAT)
            .or(() -> scalar(node, Tag.INT))
            .flatMap(Values::number)
            .filter(n -> n >= 0.0 && n <= 1.0);
    if (confidence.isEmpty()) {
      report.add(node, path + " must be a number from 0.0 to 1.0", "");
    }
    return confidence;
  }

  public Optional<Instant> time(Node node, String path) {
    Optional<Instant> time = scalar(node, Tag.STR).flatMap(Values::instant);
    if (time.isEmpty()) {
      report.add(node, path + " must be a time", "such as 2026-01-31T12:00:00Z");
    }
    return time;
  }

  /** A mapping of any texts to texts. */
  public Map<String, String> texts(Node node, String path) {
    Map<String, String> texts = new LinkedHashMap<>();
    Fields.entries(node, path, report)
        .ifPresent(
            entries ->
                entries.forEach(
                    (key, value) ->
                        text(value, path + "." + key.getValue())
                            .ifPresent(text -> texts.put(key.getValue(), text))));
    return texts;
  }

  public List<Node> list(Node node, String path) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    report.add(node, path + " must be a list", "");
    return List.of();
  }

  private static Optional<String> scalar(Node node, Tag tag) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(tag)
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  private static Optional<Long> wholeNumber(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

package dev.fencepost.policy.condition;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.fencepost.core.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of {@code finding} that a condition may name. None is ever null. */
public enum FindingField {
  ID("id", Kind.TEXT),
  INFO_TYPE("info_type", Kind.TEXT),
  CONFIDENCE("confidence", Kind.DOUBLE),
  MATCH_COUNT("match_count", Kind.INTEGER),
  DATASOURCE("datasource", Kind.TEXT),
  NODE_GROUP("node_group", Kind.TEXT),
  OBJECT_PATH("object_path", Kind.TEXT),
  FIELD("field", Kind.TEXT),
  LABELS("labels", Kind.LABELS),
  DISCOVERED_AT("discovered_at", Kind.TIME);

  /** The type that conditions see. */
  public enum Kind {
    TEXT(SimpleType.STRING),
    INTEGER(SimpleType.INT),
    DOUBLE(SimpleType.DOUBLE),
    TIME(SimpleType.TIMESTAMP),
    LABELS(MapType.create(SimpleType.STRING, SimpleType.STRING));

    private final CelType celType;

    Kind(CelType celType) {
      this.celType = celType;
    }

    CelType celType() {
      return celType;
    }
  }

  static final String PREFIX = "finding.";

  private static final Map<String, FindingField> BY_CEL_NAME =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(FindingField::celName, f -> f));

  private final String key;
  private final String celName;
  private final Kind kind;

  FindingField(String key, Kind kind) {
    this.key = key;
    this.celName = PREFIX + key;
    this.kind = kind;
  }

  /** The name behind the dot, which is also the key in policy tests. */
  public String key() {
    return key;
  }

  /** The name as conditions write it, for example {@code finding.info_type}. */
  public String celName() {
    return celName;
  }

  public Kind kind() {
    return kind;
  }

  /** The value that conditions see. */
  public Object of(Finding finding) {
    return switch (this) {
      case ID -> finding.id();
      case INFO_TYPE -> finding.infoType();
      case CONFIDENCE -> finding.confidence();
      case MATCH_COUNT -> finding.matchCount();
      case DATASOURCE -> finding.datasource();
      case NODE_GROUP -> finding.nodeGroup();
      case OBJECT_PATH -> finding.objectPath();
      case FIELD -> finding.field();
      case LABELS -> finding.labels();
      case DISCOVERED_AT -> finding.discoveredAt();
    };
  }

  /** The value of a text field. */
  public String textOf(Finding finding) {
    return (String) of(finding);
  }

  public static Optional<FindingField> named(String celName) {
    return Optional.ofNullable(BY_CEL_NAME.get(celName));
  }

  /** All names behind the dot, in declaration order. */
  public static List<String> keys() {
    return Stream.of(values()).map(FindingField::key).toList();
  }
}

package dev.fencepost.policy.condition;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.fencepost.core.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of {@code finding} that a condition may name. None is ever null. */
public enum FindingField {
  ID("id", "finding_id", Kind.TEXT, 1),
  INFO_TYPE("info_type", "info_type", Kind.TEXT, 1),
  CONFIDENCE("confidence", "confidence", Kind.DOUBLE, 1),
  MATCH_COUNT("match_count", "match_count", Kind.INTEGER, 1),
  DATASOURCE("datasource", "datasource", Kind.TEXT, 1),
  NODE_GROUP("node_group", "node_group", Kind.TEXT, 1),
  OBJECT_PATH("object_path", "object_path", Kind.TEXT, 1),
  FIELD("field", "field", Kind.TEXT, 1),
  LABELS("labels", "labels", Kind.LABELS, 1),
  DISCOVERED_AT("discovered_at", "discovered_at", Kind.TIME, 1),
  OWNER("owner", "source_owner", Kind.TEXT, 2),
  REGION("region", "region", Kind.TEXT, 2),
  OBJECT_SIZE("object.size", "object_size", Kind.INTEGER, 2),
  OBJECT_TYPE("object.type", "object_type", Kind.TEXT, 2),
  OBJECT_OWNER("object.owner", "object_owner", Kind.TEXT, 2),
  OBJECT_MODIFIED_AT("object.modified_at", "object_modified_at", Kind.TIME, 2),
  OBJECT_LABELS("object.labels", "object_labels", Kind.LABELS, 2);

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
  private final String column;
  private final Kind kind;
  private final int languageLevel;

  FindingField(String key, String column, Kind kind, int languageLevel) {
    this.key = key;
    this.celName = PREFIX + key;
    this.column = column;
    this.kind = kind;
    this.languageLevel = languageLevel;
  }

  /** What stands behind {@code finding.}, for example {@code info_type} or {@code object.size}. */
  public String key() {
    return key;
  }

  /** The name as conditions write it, for example {@code finding.info_type}. */
  public String celName() {
    return celName;
  }

  /** The column of {@code findings} that holds it. */
  public String column() {
    return column;
  }

  public Kind kind() {
    return kind;
  }

  /** The {@link Condition#LANGUAGE_LEVEL} of the first build that knew the field. */
  int languageLevel() {
    return languageLevel;
  }

  /** The group of fields that this one is in: {@code object}, or nothing for most fields. */
  public Optional<String> group() {
    int dot = key.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(key.substring(0, dot));
  }

  /** The last part of the name, which in policy tests is the key inside of the group. */
  public String simpleKey() {
    return key.substring(key.indexOf('.') + 1);
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
      case OWNER -> finding.owner();
      case REGION -> finding.region();
      case OBJECT_SIZE -> finding.object().size();
      case OBJECT_TYPE -> finding.object().type();
      case OBJECT_OWNER -> finding.object().owner();
      case OBJECT_MODIFIED_AT -> finding.object().modifiedAt();
      case OBJECT_LABELS -> finding.object().labels();
    };
  }

  /** The value of a text field. */
  public String textOf(Finding finding) {
    return (String) of(finding);
  }

  /** The value of a field that is a time. */
  public Instant timeOf(Finding finding) {
    return (Instant) of(finding);
  }

  /** The value of a field that is a map of labels. */
  @SuppressWarnings("unchecked") // Fields of this kind are maps of texts to texts.
  public Map<String, String> labelsOf(Finding finding) {
    return (Map<String, String>) of(finding);
  }

  public static Optional<FindingField> named(String celName) {
    return Optional.ofNullable(BY_CEL_NAME.get(celName));
  }

  /** What may stand right behind {@code finding.}, fields and groups, in declaration order. */
  public static List<String> keys() {
    return Stream.of(values()).map(f -> f.group().orElse(f.key())).distinct().toList();
  }

  /** The groups of fields, which cannot be used as a whole. */
  public static List<String> groups() {
    return Stream.of(values()).flatMap(f -> f.group().stream()).distinct().toList();
  }

  /** The names of the fields in a group, in declaration order; empty when it is no group. */
  public static List<String> keys(String group) {
    return Stream.of(values())
        .filter(field -> field.group().filter(group::equals).isPresent())
        .map(FindingField::simpleKey)
        .toList();
  }
}

package dev.fencepost.cli.detect;

import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.core.detection.TypeRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** What is looked for: the same choices as a template has. */
final class DetectionOptions {

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Report this type only. Repeatable: ${COMPLETION-CANDIDATES}.")
  private List<InfoType> types = List.of();

  @Option(
      names = "--min-confidence",
      paramLabel = "TYPE=NUMBER",
      description = "Report hits of a type from this confidence on, 0 to 1. Repeatable.")
  private List<String> thresholds = List.of();

  @Option(
      names = "--allow",
      paramLabel = "TYPE=PATTERN",
      description =
          "Do not report values of a type that this RE2 pattern matches as a whole. Repeatable.")
  private List<String> allowed = List.of();

  @Option(
      names = "--phone-region",
      paramLabel = "COUNTRY",
      description =
          "An ISO code whose national phone numbers are recognised. Repeatable (default: US, GB,"
              + " DE).")
  private List<String> phoneRegions = List.of();

  /** What they say in sum, or a usage error. */
  DetectionSettings settings() {
    Set<InfoType> chosen = types.isEmpty() ? EnumSet.allOf(InfoType.class) : EnumSet.copyOf(types);
    try {
      Map<InfoType, TypeRule> rules = new EnumMap<>(InfoType.class);
      chosen.forEach(type -> rules.put(type, TypeRule.EVERYTHING));
      thresholds.forEach(
          given -> rules.merge(type(given), threshold(given), DetectionOptions::both));
      allowed.forEach(given -> rules.merge(type(given), allowing(given), DetectionOptions::both));
      rules.keySet().retainAll(chosen);
      return new DetectionSettings(rules, phoneRegions);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private static TypeRule both(TypeRule one, TypeRule other) {
    List<String> allow = new ArrayList<>(one.allow());
    allow.addAll(other.allow());
    return new TypeRule(Math.max(one.minConfidence(), other.minConfidence()), allow);
  }

  private static TypeRule threshold(String given) {
    String number = value(given);
    try {
      return new TypeRule(Double.parseDouble(number), List.of());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + number + "\" in " + given + " is no number");
    }
  }

  private static TypeRule allowing(String given) {
    return new TypeRule(0, List.of(value(given)));
  }

  private static InfoType type(String given) {
    String name = given.substring(0, equals(given)).toUpperCase(Locale.ROOT);
    try {
      return InfoType.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "there is no type " + name + "; types are " + Arrays.toString(InfoType.values()));
    }
  }

  private static String value(String given) {
    return given.substring(equals(given) + 1);
  }

  private static int equals(String given) {
    int equals = given.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(
          "\"" + given + "\" must be a type and a value, as in US_SSN=0.8");
    }
    return equals;
  }
}

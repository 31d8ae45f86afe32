package dev.fencepost.discovery.detect;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.detection.InfoType;
import dev.fencepost.core.detection.TypeRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which hits are reported, by the types that are looked for and by each type's rule. */
final class ReportRules {

  private record Rule(double minConfidence, List<Pattern> allow) {}

  private final Map<InfoType, Rule> rules = new EnumMap<>(InfoType.class);

  /** Refuses what is no pattern in RE2's syntax, with an {@link IllegalArgumentException}. */
  ReportRules(DetectionSettings settings) {
    for (InfoType type : InfoType.values()) {
      if (settings.looksFor(type)) {
        TypeRule rule = settings.rule(type);
        rules.put(type, new Rule(rule.minConfidence(), compiled(type, rule.allow())));
      }
    }
  }

  private static List<Pattern> compiled(InfoType type, List<String> patterns) {
    List<Pattern> compiled = new ArrayList<>();
    for (String pattern : patterns) {
      try {
        compiled.add(Pattern.compile(pattern));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "\"%s\", an allow pattern of %s, is no regular expression in RE2's syntax: %s"
                .formatted(pattern, type, e.getDescription()));
      }
    }
    return List.copyOf(compiled);
  }

  /**
   * What becomes of a hit that no other one outranks.
   *
   * @param text that the hit's offsets count in
   */
  Outcome outcome(Hit hit, String text) {
    Rule rule = rules.get(hit.infoType());
    if (rule == null) {
      return Outcome.NOT_LOOKED_FOR;
    }
    if (hit.confidence() < rule.minConfidence) {
      return Outcome.BELOW_THRESHOLD;
    }
    if (rule.allow.isEmpty()) {
      return Outcome.REPORTED;
    }
    String value = text.substring((int) hit.start(), (int) hit.end());
    boolean allowed = rule.allow.stream().anyMatch(pattern -> pattern.matches(value));
    return allowed ? Outcome.ALLOWED : Outcome.REPORTED;
  }
}

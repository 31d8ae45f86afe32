package dev.fencepost.proofs.policies;

import dev.fencepost.policy.condition.Condition;
import dev.fencepost.policy.condition.ConditionLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Conditions as long, as deep and as costly as the language allows, and one step before that. */
final class LimitConditions {

  private static final int MANY = 1_000;

  private LimitConditions() {}

  /** All but the slow ones. */
  static List<String> all() {
    List<String> all = new ArrayList<>();
    all.addAll(longLists());
    all.addAll(longTexts());
    all.addAll(deepNests());
    all.add("finding.field.matches(\"^(a{100}){0,9}\")");
    all.add("finding.labels.k.matches(\"(a|é|\uD83D\uDE00){0,300}$\")");
    return all;
  }

  private static List<String> longLists() {
    String texts = "[\"a\"" + repeated(MANY, i -> ", \"t" + i + "\"") + "]";
    String counts = "[1" + repeated(MANY, i -> ", " + i) + "]";
    String times = "[timestamp(0)" + repeated(MANY / 4, i -> ", timestamp(" + i + ")") + "]";
    return List.of(
        "finding.info_type in " + texts,
        "!(finding.labels[\"public\"] in " + texts + ")",
        "finding.labels.k in " + texts + " || finding.match_count > 1",
        "finding.match_count in " + counts,
        "!(finding.match_count in " + counts + ")",
        "finding.discovered_at in " + times,
        "finding.field == \"\"" + repeated(MANY / 4, i -> " || finding.field == \"t" + i + "\""),
        "finding.field != \"\"" + repeated(MANY / 4, i -> " && finding.field != \"t" + i + "\""),
        "finding.labels.k == \"\""
            + repeated(MANY / 4, i -> " || finding.labels.k" + i + " == \"\""),
        "finding.object.size in " + counts,
        "!(finding.object.labels.k in " + texts + ")",
        "finding.labels.k == \"\""
            + repeated(MANY / 4, i -> " && finding.labels.k" + i + " == \"\""));
  }

  private static List<String> longTexts() {
    return List.of(
        padded("finding.object_path == \"", "\uD83D\uDE00", "\""),
        padded("finding.object_path < \"", "é", "\""),
        padded("finding.object_path.contains(\"", "a", "\")"),
        padded("!finding.labels.k.endsWith(\"", "\uE000", "\")"),
        padded("finding.labels[\"", "k", "\"] == \"a\""),
        padded("", " ", "finding.info_type == \"US_SSN\""));
  }

  private static List<String> deepNests() {
    String choice = "(%s ? finding.field == \"a\" : finding.match_count > 1)";
    return List.of(
        deepest(n -> nested(n, "!(%s)", "finding.field == \"a\"")),
        deepest(n -> nested(n, "(%s || finding.labels.k == \"a\")", "finding.field == \"a\"")),
        deepest(n -> nested(n, "!(%s && finding.labels.k == \"a\")", "finding.field == \"a\"")),
        deepest(n -> nested(n, choice, "finding.labels.k == \"a\"")),
        deepest(
            n -> nested(n, "(finding.field == \"a\" ? %s : false)", "finding.labels.k == \"\"")),
        deepest(n -> nested(n, "(has(finding.labels.k) ? true : %s)", "finding.field == \"a\"")),
        deepest(n -> nested(n, "-(%s)", "finding.match_count") + " < 0"),
        deepest(n -> nested(n, "[%s]", "finding.field") + " == []"),
        deepest(n -> nested(n, "finding.labels[%s]", "\"k\"") + " == \"k\""),
        deepest(n -> "finding.field == \"a\"" + " == true".repeat(n)));
  }

  /**
   * Loops around the limit on steps, of which two inside each other take n + n². Each evaluation
   * takes some ten milliseconds.
   */
  static List<String> longLoops() {
    int most = (int) Math.sqrt(ConditionLimits.MAX_ITERATIONS) - 1;
    return List.of(
        pairs(most),
        pairs(most + 1),
        "!(" + pairs(most + 1) + ")",
        pairs(most + 1) + " || finding.info_type == \"US_SSN\"",
        "finding.info_type == \"US_SSN\" && " + pairs(most + 1),
        pairs(most) + " && " + pairs(most),
        pairs(most) + " || " + pairs(most),
        "finding.info_type == \"US_SSN\" || " + pairs(most) + " && " + pairs(most),
        "(finding.info_type == \"US_SSN\" ? " + pairs(most) + " : " + pairs(most + 1) + ")");
  }

  private static String pairs(int members) {
    String list = "[0" + repeated(members - 1, i -> ", " + i) + "]";
    return list + ".all(a, " + list + ".all(b, a + b < finding.match_count + 1000))";
  }

  private static String nested(int times, String shape, String core) {
    String nested = core;
    for (int i = 0; i < times; i++) {
      nested = shape.formatted(nested);
    }
    return nested;
  }

  /** The last of ever deeper conditions that the compiler accepts. */
  private static String deepest(IntFunction<String> shape) {
    int depth = 1;
    while (Condition.compile(shape.apply(depth + 1)).condition().isPresent()) {
      depth++;
    }
    return shape.apply(depth);
  }

  /** As many code points as a condition may have. */
  private static String padded(String before, String filling, String after) {
    int room = ConditionLimits.MAX_LENGTH - before.length() - after.length();
    return before + filling.repeat(room) + after;
  }

  private static String repeated(int times, IntFunction<String> part) {
    return IntStream.range(0, times).mapToObj(part).collect(Collectors.joining());
  }
}

package dev.fencepost.policy.differential;

import static dev.fencepost.policy.differential.HostileTexts.anyOf;
import static dev.fencepost.policy.differential.HostileTexts.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes conditions that compile, of every shape the translators know and of some they do not. */
public final class HostileConditions {

  private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
  private static final List<String> FIELDS =
      List.of("id", "info_type", "datasource", "node_group", "object_path", "field");
  private static final List<String> PATTERNS =
      List.of("a", "^a", "a$", "", ".", "a.b", "(?s)a.b", "\\\\w", "[ß-é]", "^$", "(?i)us_ssn");
  private static final List<String> TIMES =
      List.of(
          "1970-01-01T00:00:00Z",
          "1969-12-31T23:59:59.999999999Z",
          "2026-03-29T02:00:00+01:00",
          "2026-01-02T03:04:05.123456Z",
          "2026-01-02T03:04:05.123456789Z",
          "0001-01-01T00:00:00Z",
          "9999-12-31T23:59:59Z");
  private static final List<String> NUMBERS =
      List.of("0.0", "-0.0", "0.3", "0.5", "0.8", "1.0", "-1.0", "5e-324", "1e999", "-1e999");
  private static final List<String> COUNTS =
      List.of("0", "1", "-1", "2", "9007199254740993", "9223372036854775807", "0x10");

  private final Random random;

  private HostileConditions(long seed) {
    this.random = new Random(seed);
  }

  public static List<String> from(long seed, int count) {
    HostileConditions conditions = new HostileConditions(seed);
    List<String> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(conditions.condition(i % 3));
    }
    return made;
  }

  private String condition(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> joined(" && ", depth);
      case 3, 4 -> joined(" || ", depth);
      case 5 -> "!(" + condition(depth - 1) + ")";
      case 6 ->
          "(%s ? %s : %s)"
              .formatted(condition(depth - 1), condition(depth - 1), condition(depth - 1));
      default -> leaf();
    };
  }

  private String joined(String operator, int depth) {
    return IntStream.range(0, 2 + random.nextInt(3))
        .mapToObj(i -> condition(depth - 1))
        .collect(Collectors.joining(operator, "(", ")"));
  }

  private String leaf() {
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> compared(term(), literal());
      case 3 -> compared(literal(), term());
      case 4, 5 -> term() + " in [" + literals() + "]";
      case 6, 7 ->
          term()
              + anyOf(random, List.of(".startsWith(", ".endsWith(", ".contains("))
              + literal()
              + ")";
      case 8 -> term() + ".matches(\"" + anyOf(random, PATTERNS) + "\")";
      case 9 -> compared("finding.match_count", anyOf(random, COUNTS));
      case 10 -> compared("finding.confidence", anyOf(random, NUMBERS));
      case 11 -> compared("finding.discovered_at", "timestamp(\"" + anyOf(random, TIMES) + "\")");
      case 12 -> key() + " in finding.labels";
      case 13 -> anyOf(random, List.of("has(finding.labels.k)", "finding.labels.public == \"a\""));
      case 14 -> anyOf(random, List.of("true", "false", "finding.match_count in [1, 2, -1]"));
      default -> opaque();
    };
  }

  /** Parts that only CEL evaluates: errors, overflow, loops, comparisons of two fields. */
  private String opaque() {
    return switch (random.nextInt(12)) {
      case 0 -> "10 / finding.match_count > 2";
      case 1 -> "finding.match_count + 1 > 0";
      case 2 -> "finding.labels.exists(k, k == " + key() + ")";
      case 3 -> "finding.labels.all(k, finding.labels[k] != " + literal() + ")";
      case 4 -> "finding.field == finding.info_type";
      case 5 -> "size(finding.object_path) > 3";
      case 6 -> "int(finding.confidence) == 1";
      case 7 -> "finding.discovered_at.getFullYear() > 1999";
      case 8 -> "finding.confidence == double(\"NaN\")";
      case 9 -> "finding.labels[finding.field] == " + literal();
      case 10 -> "dyn(finding.match_count) == 1.0";
      default -> "finding.confidence in [0.5, -0.0, double(\"NaN\")]";
    };
  }

  private String compared(String left, String right) {
    return left + " " + anyOf(random, COMPARISONS) + " " + right;
  }

  private String term() {
    return random.nextInt(3) == 0
        ? "finding.labels[" + key() + "]"
        : "finding." + anyOf(random, FIELDS);
  }

  private String key() {
    return quoted(
        anyOf(random, random.nextInt(20) == 0 ? HostileTexts.UNSTORABLE : HostileTexts.KEYS));
  }

  private String literal() {
    return quoted(
        anyOf(random, random.nextInt(12) == 0 ? HostileTexts.UNSTORABLE : HostileTexts.STORABLE));
  }

  private String literals() {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(i -> literal())
        .collect(Collectors.joining(", "));
  }
}

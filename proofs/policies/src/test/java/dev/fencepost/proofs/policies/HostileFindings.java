package dev.fencepost.proofs.policies;

import static dev.fencepost.proofs.policies.HostileTexts.anyOf;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes findings at the edges of what their fields can hold. */
public final class HostileFindings {

  static final List<Double> CONFIDENCES =
      List.of(
          0.0,
          -0.0,
          0.1 + 0.2,
          0.3,
          0.5,
          Math.nextDown(0.5),
          Math.nextUp(0.8),
          0.8,
          1.0,
          -1.0,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);

  static final List<Long> COUNTS =
      List.of(
          0L,
          1L,
          -1L,
          2L,
          10L,
          16L,
          1L << 53,
          (1L << 53) + 1,
          Long.MAX_VALUE - 1,
          Long.MAX_VALUE,
          Long.MIN_VALUE + 1,
          Long.MIN_VALUE);

  static final List<Long> SIZES =
      List.of(0L, 1L, 2L, 10L, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE);

  static final List<Instant> TIMES =
      List.of(
          Instant.EPOCH,
          Instant.parse("1969-12-31T23:59:59.999999Z"),
          Instant.parse("0001-01-01T00:00:00Z"),
          Instant.parse("1582-10-10T00:00:00Z"),
          Instant.parse("1900-03-01T00:00:00Z"),
          Instant.parse("1999-12-31T23:30:00Z"),
          Instant.parse("2000-01-01T00:00:00Z"),
          Instant.parse("2011-12-30T10:00:00Z"),
          Instant.parse("2024-02-29T23:59:59.999999Z"),
          Instant.parse("2026-03-29T00:59:59.999999Z"),
          Instant.parse("2026-03-29T01:00:00Z"),
          Instant.parse("2026-01-02T03:04:05.123455Z"),
          Instant.parse("2026-01-02T03:04:05.123456Z"),
          Instant.parse("2026-01-02T03:04:05.123457Z"),
          Instant.parse("9999-12-31T23:59:59.999999Z"));

  /** With so many labels, two loops over them inside each other pass the limit on steps. */
  private static final int CROWD = 101;

  private final Random random;
  private final List<String> texts;
  private final Set<String> ids = new HashSet<>();

  private HostileFindings(long seed, List<String> texts) {
    this.random = new Random(seed);
    this.texts = texts;
  }

  /** Findings of which a database can hold all fields; the last one has very many labels. */
  public static List<Finding> from(long seed, int count) {
    HostileFindings findings = new HostileFindings(seed, List.of());
    return IntStream.rangeClosed(1, count).mapToObj(i -> findings.next(i == count)).toList();
  }

  /** Findings with texts that no database can hold. */
  static List<Finding> unstorable(long seed, int count) {
    HostileFindings findings = new HostileFindings(seed, HostileTexts.UNSTORABLE);
    return IntStream.range(0, count).mapToObj(i -> findings.next(false)).toList();
  }

  private Finding next(boolean crowded) {
    return new Finding(
        id(),
        text(),
        anyOf(random, CONFIDENCES),
        anyOf(random, COUNTS),
        text(),
        text(),
        text() + text(),
        text(),
        labels(crowded),
        anyOf(random, TIMES),
        text(),
        text(),
        object());
  }

  private ObjectAttributes object() {
    return random.nextInt(8) == 0
        ? ObjectAttributes.UNKNOWN
        : new ObjectAttributes(
            anyOf(random, SIZES), text(), text(), anyOf(random, TIMES), labels(false));
  }

  /** A hostile text as it is, or with a number when another finding has it. */
  private String id() {
    String id = text();
    return ids.add(id) ? id : ids.size() + "/" + id + "/" + random.nextLong();
  }

  private Map<String, String> labels(boolean crowded) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      labels.put(anyOf(random, HostileTexts.KEYS), text());
    }
    for (int i = 0; crowded && i < CROWD; i++) {
      labels.put("label " + i, text());
    }
    return labels;
  }

  private String text() {
    return !texts.isEmpty() && random.nextBoolean()
        ? anyOf(random, texts)
        : HostileTexts.text(random);
  }
}

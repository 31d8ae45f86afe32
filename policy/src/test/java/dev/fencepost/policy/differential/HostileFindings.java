package dev.fencepost.policy.differential;

import static dev.fencepost.policy.differential.HostileTexts.anyOf;

import dev.fencepost.core.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes findings at the edges of what their fields can hold. */
public final class HostileFindings {

  static final List<Double> CONFIDENCES =
      List.of(
          0.0,
          -0.0,
          0.1 + 0.2,
          0.3,
          0.5,
          0.8,
          1.0,
          -1.0,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);

  static final List<Long> COUNTS =
      List.of(0L, 1L, -1L, 2L, 10L, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE);

  static final List<Instant> TIMES =
      List.of(
          Instant.EPOCH,
          Instant.parse("1969-12-31T23:59:59.999999Z"),
          Instant.parse("0001-01-01T00:00:00Z"),
          Instant.parse("1582-10-10T00:00:00Z"),
          Instant.parse("2024-02-29T23:59:59.999999Z"),
          Instant.parse("2026-03-29T00:59:59.999999Z"),
          Instant.parse("2026-03-29T01:00:00Z"),
          Instant.parse("2026-01-02T03:04:05.123456Z"),
          Instant.parse("9999-12-31T23:59:59.999999Z"));

  private HostileFindings() {}

  /** Findings of which a database can hold all fields. */
  public static List<Finding> from(long seed, int count) {
    Random random = new Random(seed);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      findings.add(finding(random, i + "/" + anyOf(random, HostileTexts.STORABLE)));
    }
    return findings;
  }

  private static Finding finding(Random random, String id) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      labels.put(anyOf(random, HostileTexts.KEYS), text(random));
    }
    return new Finding(
        id,
        text(random),
        anyOf(random, CONFIDENCES),
        anyOf(random, COUNTS),
        text(random),
        text(random),
        text(random) + text(random),
        text(random),
        labels,
        anyOf(random, TIMES));
  }

  private static String text(Random random) {
    return anyOf(random, HostileTexts.STORABLE);
  }
}

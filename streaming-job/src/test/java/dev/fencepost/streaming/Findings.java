package dev.fencepost.streaming;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.engine.record.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Records of producers that opened no scan. */
final class Findings {

  private static final RecordEncoder ENCODER = new RecordEncoder();

  private Findings() {}

  static byte[] of(String id, String infoType) {
    Finding finding =
        new Finding(
            id,
            infoType,
            0.9,
            1,
            "docs",
            "default",
            "a/" + id + ".txt",
            "",
            Map.of(),
            Instant.parse("2026-01-02T03:04:05.123456Z"));
    return ENCODER.finding(finding, null, false);
  }

  /** {@code count} different findings, every second one a US_SSN and the others an EMAIL. */
  static List<String> many(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> of(prefix + "-" + i, i % 2 == 0 ? "US_SSN" : "EMAIL"))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }
}

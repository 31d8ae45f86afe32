package dev.fencepost.engine.history;

import dev.fencepost.core.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Findings that one seed decides. */
public final class SeededFindings {

  private static final List<String> TYPES = List.of("US_SSN", "EMAIL", "IBAN", "PHONE");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Random random;

  public SeededFindings(long seed) {
    this.random = new Random(seed);
  }

  /** Findings with the ids {@code f-0000} and so on. */
  public List<Finding> many(int count) {
    List<Finding> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(one("f-%04d".formatted(i)));
    }
    return all;
  }

  public Finding one(String id) {
    String type = TYPES.get(random.nextInt(TYPES.size()));
    Map<String, String> labels =
        random.nextInt(3) == 0
            ? Map.of()
            : Map.of("public", Boolean.toString(random.nextBoolean()));
    return new Finding(
        id,
        type,
        random.nextInt(101) / 100.0,
        1 + random.nextInt(50),
        "docs",
        "default",
        "folder/" + random.nextInt(20) + ".txt",
        "",
        labels,
        START.plusSeconds(random.nextInt(1_000_000)));
  }
}

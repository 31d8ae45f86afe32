package dev.fencepost.bench.data;

import dev.fencepost.core.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Findings that look like those of a large estate: an id that is a hash, a handful of common types
 * and many rare ones, some hundred data sources, paths that share long beginnings, four labels.
 */
public record SeededFindings(long seed) {

  /** From the most frequent one on; each is about as frequent as all that come after it. */
  static final List<String> COMMON_TYPES =
      List.of("EMAIL_ADDRESS", "PHONE_NUMBER", "IP_ADDRESS", "CREDIT_CARD", "US_SSN", "IBAN");

  static final int RARE_TYPES = 200;
  static final int RULES = 5;
  static final int DATASOURCES = 300;
  static final List<String> NODE_GROUPS = List.of("eu", "us", "apac", "office");
  static final List<String> TEAMS = List.of("payments", "hr", "sales", "it", "legal", "research");
  static final List<String> EXTENSIONS = List.of("csv", "log", "json", "txt", "parquet", "html");

  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  private static final int FINDINGS_PER_OBJECT = 4;
  private static final long SECONDS_APART = 3;

  /**
   * The finding of a number.
   *
   * @param number 0 and up; different numbers have different ids
   * @param edition 0 for how it is found first; another edition has other confidence and count
   */
  public Finding finding(long number, int edition) {
    Random random = new Random(mix(seed, number, 0));
    Random changing = new Random(mix(seed, number, edition + 1));
    int datasource = random.nextInt(DATASOURCES);
    String extension = pick(random, EXTENSIONS);
    String type = type(random);
    Map<String, String> labels =
        Map.of(
            "public",
            random.nextInt(10) == 0 ? "true" : "false",
            "team",
            pick(random, TEAMS),
            "extension",
            extension,
            "rule",
            rule(type, random.nextInt(RULES)));
    return new Finding(
        Digits.hexadecimal(mix(seed, number, -1)) + Digits.hexadecimal(mix(seed, number, -2)),
        type,
        changing.nextInt(1_001) / 1_000.0,
        count(changing),
        "source-" + Digits.decimal(datasource, 3),
        NODE_GROUPS.get(datasource % NODE_GROUPS.size()),
        "exports/2026/"
            + Digits.decimal(1 + random.nextInt(12), 2)
            + "/batch-"
            + Digits.decimal(number / 1_000, 5)
            + "/part-"
            + Digits.decimal(number / FINDINGS_PER_OBJECT, 6)
            + "."
            + extension,
        random.nextInt(3) == 0 ? "" : "column_" + random.nextInt(40),
        labels,
        EPOCH.plusSeconds(number * SECONDS_APART));
  }

  static long count(Random random) {
    return 1 + Math.abs((long) (random.nextGaussian() * 20));
  }

  static String rule(String type, int number) {
    return type.toLowerCase(Locale.ROOT) + "-" + number;
  }

  private static String type(Random random) {
    for (String common : COMMON_TYPES) {
      if (random.nextBoolean()) {
        return common;
      }
    }
    return "CUSTOM_" + random.nextInt(RARE_TYPES);
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** SplitMix64's finisher over the three: neighbours have nothing in common. */
  static long mix(long seed, long number, long stream) {
    long z = seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L + stream;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

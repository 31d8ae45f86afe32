package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.BackfillPlan;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill process is told.
 *
 * @param followerUrl a hot standby to scan on; null to read where is written
 * @param lease how long a process that died keeps others out
 */
record BackfillSettings(
    ConnectionSource.Settings database,
    @Nullable String followerUrl,
    int parallelism,
    int rowsPerRange,
    Duration lease,
    Duration staleness) {

  private static final int PARALLELISM = 2;
  private static final int STALENESS_SECONDS = 10;

  /** From the environment, so that no secret is an argument that everybody can see. */
  static BackfillSettings of(Map<String, String> environment) {
    return new BackfillSettings(
        new ConnectionSource.Settings(
            required(environment, "FENCEPOST_DB_URL"),
            required(environment, "FENCEPOST_DB_USER"),
            environment.getOrDefault("FENCEPOST_DB_PASSWORD", ""),
            "fencepost-backfill"),
        environment.get("FENCEPOST_FOLLOWER_URL"),
        number(environment, "FENCEPOST_BACKFILL_PARALLELISM", PARALLELISM),
        number(environment, "FENCEPOST_BACKFILL_ROWS_PER_RANGE", BackfillPlan.ROWS_PER_RANGE),
        Duration.ofSeconds(number(environment, "FENCEPOST_BACKFILL_LEASE_SECONDS", 15)),
        Duration.ofSeconds(STALENESS_SECONDS));
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the environment variable " + name + " is not set");
    }
    return value;
  }

  private static int number(Map<String, String> environment, String name, int otherwise) {
    String value = environment.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with what is not positive.
    }
    throw new IllegalArgumentException(name + " is not a positive number: " + value);
  }
}

package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.BackfillPlan;
import dev.fencepost.engine.backfill.ReadPreference;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill process is told.
 *
 * @param readFrom where ranges are to be read
 * @param followerUrl a PostgreSQL hot standby, or a node of YugabyteDB to read by; null for none
 * @param lease how long a process that died keeps others out
 * @param staleness how old the snapshots of YugabyteDB's followers may be
 * @param followerPatience after how long without an answer the leader is read instead
 */
record BackfillSettings(
    ConnectionSource.Settings database,
    ReadPreference readFrom,
    @Nullable String followerUrl,
    int parallelism,
    int rowsPerRange,
    Duration lease,
    Duration staleness,
    Duration followerPatience) {

  private static final int PARALLELISM = 2;
  private static final int STALENESS_SECONDS = 10;
  private static final int PATIENCE_SECONDS = 10;

  /** YugabyteDB refuses less than twice the clocks' largest difference, half a second. */
  private static final int STALENESS_SECONDS_AT_LEAST = 2;

  /** From the environment, so that no secret is an argument that everybody can see. */
  static BackfillSettings of(Map<String, String> environment) {
    return new BackfillSettings(
        new ConnectionSource.Settings(
            required(environment, "FENCEPOST_DB_URL"),
            required(environment, "FENCEPOST_DB_USER"),
            environment.getOrDefault("FENCEPOST_DB_PASSWORD", ""),
            "fencepost-backfill"),
        preference(environment.getOrDefault("FENCEPOST_BACKFILL_READ", "auto")),
        blankAsNull(environment.get("FENCEPOST_FOLLOWER_URL")),
        number(environment, "FENCEPOST_BACKFILL_PARALLELISM", PARALLELISM),
        number(environment, "FENCEPOST_BACKFILL_ROWS_PER_RANGE", BackfillPlan.ROWS_PER_RANGE),
        Duration.ofSeconds(number(environment, "FENCEPOST_BACKFILL_LEASE_SECONDS", 15)),
        Duration.ofSeconds(staleness(environment)),
        Duration.ofSeconds(
            number(environment, "FENCEPOST_FOLLOWER_PATIENCE_SECONDS", PATIENCE_SECONDS)));
  }

  private static ReadPreference preference(String value) {
    for (ReadPreference one : ReadPreference.values()) {
      if (one.name().equalsIgnoreCase(value)) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "FENCEPOST_BACKFILL_READ is none of auto, followers and leader: " + value);
  }

  private static @Nullable String blankAsNull(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }

  private static int staleness(Map<String, String> environment) {
    int seconds = number(environment, "FENCEPOST_BACKFILL_STALENESS", STALENESS_SECONDS);
    if (seconds < STALENESS_SECONDS_AT_LEAST) {
      throw new IllegalArgumentException(
          "FENCEPOST_BACKFILL_STALENESS is less than "
              + STALENESS_SECONDS_AT_LEAST
              + " seconds: "
              + seconds);
    }
    return seconds;
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

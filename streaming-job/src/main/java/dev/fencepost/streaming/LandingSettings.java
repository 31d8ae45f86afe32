package dev.fencepost.streaming;

import dev.fencepost.streaming.database.DatabaseAddress;
import dev.fencepost.streaming.landing.BatchLimits;
import dev.fencepost.streaming.source.FindingsTopic;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.flink.util.ParameterTool;
import org.jspecify.annotations.Nullable;

/**
 * What to land, where, and how. Flink shows a job's arguments to everybody, so they hold the name
 * of the variable with the password and never the password.
 *
 * @param parallelism empty for the cluster's default
 * @param createPartitions of the topic when it does not exist; empty to wait until it does
 */
public record LandingSettings(
    FindingsTopic topic,
    DatabaseAddress database,
    BatchLimits limits,
    OptionalInt parallelism,
    Duration checkpointInterval,
    OptionalInt createPartitions) {

  private static final String USAGE =
      """
      --bootstrap-servers HOST:PORT[,...] --db-url JDBC_URL --db-user NAME
      [--topic findings] [--db-password-env VARIABLE] [--parallelism N]
      [--checkpoint-interval 5s] [--flush-interval 100ms] [--create-topic-partitions N]""";

  /**
   * @throws IllegalArgumentException with a sentence and the usage
   */
  public static LandingSettings parse(String... arguments) {
    try {
      return read(ParameterTool.fromArgs(arguments));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(e.getMessage() + "; the arguments are: " + USAGE, e);
    }
  }

  private static LandingSettings read(ParameterTool given) {
    BatchLimits standard = BatchLimits.standard();
    LandingSettings settings =
        new LandingSettings(
            new FindingsTopic(
                given.getRequired("bootstrap-servers"), given.get("topic", "findings")),
            new DatabaseAddress(
                given.getRequired("db-url"),
                given.getRequired("db-user"),
                given.get("db-password-env")),
            standard.withAge(duration(given, "flush-interval", standard.age())),
            count(given, "parallelism"),
            duration(given, "checkpoint-interval", Duration.ofSeconds(5)),
            count(given, "create-topic-partitions"));
    Set<String> unknown = given.getUnrequestedParameters();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("unknown argument --" + String.join(", --", unknown));
    }
    return settings;
  }

  private static OptionalInt count(ParameterTool given, String name) {
    @Nullable String text = given.get(name);
    if (text == null) {
      return OptionalInt.empty();
    }
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException("--" + name + " is not a count: " + text);
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  /** As Flink writes them: {@code 200ms}, {@code 5s}, {@code 1min}. */
  private static Duration duration(ParameterTool given, String name, Duration otherwise) {
    Duration duration =
        Optional.ofNullable(given.get(name))
            .map(org.apache.flink.util.TimeUtils::parseDuration)
            .orElse(otherwise);
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException("--" + name + " is not above zero");
    }
    return duration;
  }
}

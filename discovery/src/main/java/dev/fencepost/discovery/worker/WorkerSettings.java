package dev.fencepost.discovery.worker;

import dev.fencepost.discovery.classify.Fingerprints;
import dev.fencepost.engine.job.TaskTimes;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.time.Duration;
import java.util.Map;

/**
 * Where a worker works.
 *
 * @param nodeId its name for people; need not be unique
 * @param idlePause how long it waits when there is nothing to do
 * @param kafkaPatience how long a record may take to be acknowledged before Kafka counts as away
 * @param fingerprints of the values that are found
 */
public record WorkerSettings(
    ConnectionSource.Settings database,
    String kafka,
    String nodeGroup,
    String nodeId,
    TaskTimes times,
    Duration idlePause,
    Duration kafkaPatience,
    Fingerprints fingerprints) {

  /**
   * Reads {@code FENCEPOST_DB_URL}, {@code FENCEPOST_DB_USER}, {@code FENCEPOST_DB_PASSWORD},
   * {@code FENCEPOST_KAFKA}, {@code FENCEPOST_NODE_GROUP}, {@code FENCEPOST_NODE_ID} and {@code
   * FENCEPOST_LEASE_SECONDS}, the length of a task's lease; and {@code FENCEPOST_HASH_KEY}, the
   * secret key of the hashes of values, without which there are none.
   *
   * @throws IllegalArgumentException with a sentence when a required one is missing
   */
  public static WorkerSettings from(Map<String, String> environment) {
    String nodeId = environment.getOrDefault("FENCEPOST_NODE_ID", "worker");
    return new WorkerSettings(
        new ConnectionSource.Settings(
            required(environment, "FENCEPOST_DB_URL"),
            required(environment, "FENCEPOST_DB_USER"),
            environment.getOrDefault("FENCEPOST_DB_PASSWORD", ""),
            "fencepost-worker-" + nodeId),
        required(environment, "FENCEPOST_KAFKA"),
        environment.getOrDefault("FENCEPOST_NODE_GROUP", "default"),
        nodeId,
        TaskTimes.from(environment),
        Duration.ofMillis(250),
        Duration.ofSeconds(30),
        Fingerprints.keyedBy(environment.get("FENCEPOST_HASH_KEY")));
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("The environment variable " + name + " is not set.");
    }
    return value;
  }
}

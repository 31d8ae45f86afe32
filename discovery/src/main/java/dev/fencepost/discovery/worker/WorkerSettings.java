package dev.fencepost.discovery.worker;

import dev.fencepost.discovery.classify.Fingerprints;
import dev.fencepost.discovery.connector.ConnectorException;
import dev.fencepost.discovery.connector.ConnectorFactory;
import dev.fencepost.discovery.connector.Credentials;
import dev.fencepost.discovery.credential.WorkerCredentials;
import dev.fencepost.engine.job.TaskTimes;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Where a worker works.
 *
 * @param nodeId its name for people; need not be unique
 * @param idlePause how long it waits when there is nothing to do
 * @param kafkaPatience how long a record may take to be acknowledged before Kafka counts as away
 * @param fingerprints of the values that are found
 * @param connectors the kinds of data source that it can read
 * @param credentials what it gives to them
 */
public record WorkerSettings(
    ConnectionSource.Settings database,
    String kafka,
    String nodeGroup,
    String nodeId,
    TaskTimes times,
    Duration idlePause,
    Duration kafkaPatience,
    Fingerprints fingerprints,
    ConnectorFactory connectors,
    Credentials credentials) {

  /**
   * Reads {@code FENCEPOST_DB_URL}, {@code FENCEPOST_DB_USER}, {@code FENCEPOST_DB_PASSWORD},
   * {@code FENCEPOST_KAFKA}, {@code FENCEPOST_NODE_GROUP}, {@code FENCEPOST_NODE_ID} and {@code
   * FENCEPOST_LEASE_SECONDS}, the length of a task's lease; and {@code FENCEPOST_HASH_KEY}, the
   * secret key of the hashes of values, without which there are none. {@code FENCEPOST_CONNECTORS}
   * is a folder with further connectors; what {@link WorkerCredentials} reads says which secrets
   * they are given.
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
        Fingerprints.keyedBy(environment.get("FENCEPOST_HASH_KEY")),
        connectors(environment.getOrDefault("FENCEPOST_CONNECTORS", "")),
        WorkerCredentials.from(environment));
  }

  private static ConnectorFactory connectors(String folder) {
    try {
      return folder.isEmpty()
          ? ConnectorFactory.ofClassPath()
          : ConnectorFactory.withDropIns(Path.of(folder));
    } catch (ConnectorException | InvalidPathException e) {
      throw new IllegalArgumentException("FENCEPOST_CONNECTORS: " + e.getMessage() + ".", e);
    }
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("The environment variable " + name + " is not set.");
    }
    return value;
  }
}

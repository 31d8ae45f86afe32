package dev.fencepost.coordinator;

import dev.fencepost.coordinator.supervise.SupervisionSettings;
import dev.fencepost.engine.job.TaskTimes;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.time.Duration;
import java.util.Map;

/**
 * Where a coordinator works.
 *
 * @param nodeId its name for people; need not be unique
 * @param port on the loopback interface; 0 for any
 * @param jobLease how long its jobs stay its own without a renewal
 * @param pause between two rounds of a loop that looks for work
 * @param supervision what it needs to see to the landing job
 */
public record CoordinatorSettings(
    ConnectionSource.Settings database,
    String kafka,
    String nodeGroup,
    String nodeId,
    int port,
    Duration jobLease,
    TaskTimes taskTimes,
    Duration pause,
    SupervisionSettings supervision) {

  private static final String DEFAULT_PORT = "8085";

  /**
   * Reads {@code FENCEPOST_DB_URL}, {@code FENCEPOST_DB_USER}, {@code FENCEPOST_DB_PASSWORD},
   * {@code FENCEPOST_KAFKA}, {@code FENCEPOST_NODE_GROUP}, {@code FENCEPOST_NODE_ID}, {@code
   * FENCEPOST_PORT}, {@code FENCEPOST_LEASE_SECONDS}, the length of all leases, and what {@link
   * SupervisionSettings} reads.
   *
   * @throws IllegalArgumentException with a sentence when one is missing or not valid
   */
  public static CoordinatorSettings from(Map<String, String> environment) {
    String nodeId = environment.getOrDefault("FENCEPOST_NODE_ID", "coordinator");
    TaskTimes times = TaskTimes.from(environment);
    return new CoordinatorSettings(
        new ConnectionSource.Settings(
            required(environment, "FENCEPOST_DB_URL"),
            required(environment, "FENCEPOST_DB_USER"),
            environment.getOrDefault("FENCEPOST_DB_PASSWORD", ""),
            "fencepost-coordinator-" + nodeId),
        required(environment, "FENCEPOST_KAFKA"),
        environment.getOrDefault("FENCEPOST_NODE_GROUP", "default"),
        nodeId,
        port(environment.getOrDefault("FENCEPOST_PORT", DEFAULT_PORT)),
        times.lease(),
        times,
        Duration.ofMillis(300),
        SupervisionSettings.from(environment));
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("FENCEPOST_PORT is not a number: " + text, e);
    }
    throw new IllegalArgumentException("FENCEPOST_PORT is not a port: " + text);
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("The environment variable " + name + " is not set.");
    }
    return value;
  }
}

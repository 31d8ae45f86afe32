package dev.fencepost.cli.stack;

import dev.fencepost.local.process.Lifetime;
import dev.fencepost.local.process.Ports;

/**
 * How to run the stack; a port of 0 is any free one.
 *
 * @param follower whether a hot standby of the database runs as well
 * @param lifetime whether the processes outlive the command
 * @param watchesBackfills whether a process runs the backfills that nobody else runs
 * @param detours what stands between the parts and the servers
 */
public record StackSettings(
    int databasePort,
    int kafkaPort,
    int dashboardPort,
    int coordinatorPort,
    int workers,
    boolean follower,
    Lifetime lifetime,
    boolean watchesBackfills,
    Detours detours) {

  /** Two workers, free ports, backfills only when they are asked for. */
  public static StackSettings anyPorts(Lifetime lifetime) {
    return new StackSettings(0, 0, 0, 0, 2, false, lifetime, false, Detours.NONE);
  }

  /**
   * Looks before anything is started.
   *
   * @throws dev.fencepost.local.process.StartFailed when a wanted port is in use
   */
  void requireFreePorts() {
    Ports.wantedOrFree(databasePort, "PostgreSQL");
    Ports.wantedOrFree(kafkaPort, "Kafka");
    Ports.wantedOrFree(dashboardPort, "Flink's dashboard");
    Ports.wantedOrFree(coordinatorPort, "the coordinator");
  }
}

package dev.fencepost.cli.stack;

import dev.fencepost.local.process.Lifetime;

/**
 * How to run the stack; a port of 0 is any free one.
 *
 * @param lifetime whether the processes outlive the command
 */
public record StackSettings(
    int databasePort,
    int kafkaPort,
    int dashboardPort,
    int coordinatorPort,
    int workers,
    Lifetime lifetime) {

  /** Two workers, free ports. */
  public static StackSettings anyPorts(Lifetime lifetime) {
    return new StackSettings(0, 0, 0, 0, 2, lifetime);
  }
}

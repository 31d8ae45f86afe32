package dev.fencepost.local.flink;

import dev.fencepost.local.process.Lifetime;

/**
 * How to run the cluster.
 *
 * @param restPort of the REST interface and the dashboard; 0 for any free one
 * @param slots of each TaskManager
 */
public record FlinkSettings(int restPort, int slots, Lifetime lifetime) {

  /** Four slots, on any free port, ending with this JVM. */
  public static FlinkSettings defaults() {
    return new FlinkSettings(0, 4, Lifetime.WITH_PARENT);
  }

  public FlinkSettings withRestPort(int wanted) {
    return new FlinkSettings(wanted, slots, lifetime);
  }

  public FlinkSettings withSlots(int wanted) {
    return new FlinkSettings(restPort, wanted, lifetime);
  }

  public FlinkSettings withLifetime(Lifetime wanted) {
    return new FlinkSettings(restPort, slots, wanted);
  }
}

package dev.fencepost.local.flink;

import dev.fencepost.local.process.Lifetime;

/**
 * How to run the cluster.
 *
 * @param restPort of the REST interface and the dashboard; 0 for any free one
 * @param slots of each TaskManager
 * @param heapMegabytes of each TaskManager, of which Flink itself takes 64
 * @param optimizing whether a TaskManager optimizes the code it runs, which takes some ten seconds
 *     of a processor and pays off where much lands
 * @param tellsLandings whether TaskManagers write a line about each landing into their logs
 */
public record FlinkSettings(
    int restPort,
    int slots,
    int heapMegabytes,
    boolean optimizing,
    boolean tellsLandings,
    Lifetime lifetime) {

  /** Four slots, 320 MB of heap, on any free port, optimizing, ending with this JVM. */
  public static FlinkSettings defaults() {
    return new FlinkSettings(0, 4, 320, true, false, Lifetime.WITH_PARENT);
  }

  public FlinkSettings withRestPort(int wanted) {
    return new FlinkSettings(wanted, slots, heapMegabytes, optimizing, tellsLandings, lifetime);
  }

  public FlinkSettings withSlots(int wanted) {
    return new FlinkSettings(restPort, wanted, heapMegabytes, optimizing, tellsLandings, lifetime);
  }

  public FlinkSettings withHeapMegabytes(int wanted) {
    return new FlinkSettings(restPort, slots, wanted, optimizing, tellsLandings, lifetime);
  }

  public FlinkSettings withOptimizing(boolean wanted) {
    return new FlinkSettings(restPort, slots, heapMegabytes, wanted, tellsLandings, lifetime);
  }

  public FlinkSettings tellingLandings() {
    return new FlinkSettings(restPort, slots, heapMegabytes, optimizing, true, lifetime);
  }

  public FlinkSettings withLifetime(Lifetime wanted) {
    return new FlinkSettings(restPort, slots, heapMegabytes, optimizing, tellsLandings, wanted);
  }
}

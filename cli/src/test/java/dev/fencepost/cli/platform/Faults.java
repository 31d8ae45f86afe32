package dev.fencepost.cli.platform;

import dev.fencepost.local.process.ChildProcess;
import java.util.ArrayList;
import java.util.List;

/**
 * Kills processes of the west, which the keeper starts again, and freezes processes of the east,
 * while they read folders and buckets.
 */
record Faults(PlatformStack stack, PlatformState state) {

  /** What stands still in the east. */
  record Frozen(ChildProcess worker, ChildProcess coordinator) {}

  /**
   * In each group, as soon as a worker reads a large object: hits that worker and the coordinator
   * that owns the job, at once, because leases run out within seconds. In the west also the worker
   * that reads the other one's large object.
   */
  Frozen hit(String scan) {
    List<ChildProcess> killed = new ArrayList<>();
    List<ChildProcess> killedAtBucket = new ArrayList<>();
    List<ChildProcess> frozen = new ArrayList<>();
    stack.await(
        "workers to read the large objects",
        PlatformStack.LIMIT,
        () -> {
          if (killed.isEmpty()) {
            reader("records-west", killed);
            owner(scan, "default", killed);
            killed.forEach(ChildProcess::crash);
          }
          if (killedAtBucket.isEmpty()) {
            reader("records-bucket-west", killedAtBucket);
            killedAtBucket.forEach(ChildProcess::crash);
          }
          if (frozen.isEmpty()) {
            reader("records-bucket-east", frozen);
            owner(scan, "east", frozen);
            frozen.forEach(stack::freeze);
          }
          return killed.size() + killedAtBucket.size() + frozen.size() == 5;
        });
    return new Frozen(frozen.get(0), frozen.get(1));
  }

  private void reader(String datasource, List<ChildProcess> found) {
    // One that was killed for what it reads may hold this as well.
    state.readerOfLarge(datasource).flatMap(stack::alive).ifPresent(found::add);
  }

  /** Of the job whose reader was found. */
  private void owner(String scan, String group, List<ChildProcess> found) {
    if (!found.isEmpty()) {
      found.add(stack.process(state.owner(scan, group).orElseThrow()));
    }
  }

  /** Another coordinator takes the east's job; then the frozen one goes on. */
  void thawTheOwner(String scan, ChildProcess absent) {
    stack.await(
        "the lease of " + absent.name() + " to move",
        PlatformStack.LIMIT,
        // By now the other one may have finished the job, which then has no owner.
        () ->
            state.owner(scan, "east").filter(now -> now.startsWith(absent.name() + "-")).isEmpty());
    stack.thaw(absent);
  }

  /** Another worker gets the task; then the frozen one goes on. */
  void thawTheReader(ChildProcess frozen) {
    stack.await(
        "the task of " + frozen.name() + " to be tried again",
        PlatformStack.LIMIT,
        () -> state.attemptsOfLarge("records-bucket-east") > 1);
    stack.thaw(frozen);
  }
}

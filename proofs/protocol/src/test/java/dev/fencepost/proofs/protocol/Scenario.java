package dev.fencepost.proofs.protocol;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small world to explore completely.
 *
 * @param log what is in each partition from the start
 * @param late partitions that do not exist at the start
 * @param operations what an operator asks for, one after the other
 * @param tasks of all scans; those of the first scan are there from the start
 * @param content by scan epoch, the findings that its data source really has then
 */
record Scenario(
    String name,
    String about,
    List<List<Message>> log,
    Set<Integer> late,
    List<Operation> operations,
    List<Task> tasks,
    Map<Long, Set<String>> content,
    Bounds bounds) {

  /**
   * How much of each.
   *
   * @param crashes of landings, backfills, workers and answers, together
   * @param stalls how many living workers lose their task
   * @param ranges that each backfill has
   * @param nativeRanges whether ranges are judged by one statement on the leader
   * @param redo whether a backfill does ranges again that another one confirmed
   * @param backfills how many processes run each backfill
   */
  record Bounds(
      int writers,
      int crashes,
      int workers,
      int stalls,
      int ranges,
      boolean nativeRanges,
      boolean redo,
      int backfills) {}

  /** A request to change a policy. */
  interface Operation {

    String policy();

    /**
     * A new version.
     *
     * @param condition the digit that matching findings carry
     * @param ends Kafka's end offsets, by partition
     */
    record Activate(String policy, char condition, boolean streaming, List<Long> ends)
        implements Operation {}

    /** Stops the current version. */
    record Pause(String policy) implements Operation {}

    /** Ends the policy. */
    record Retire(String policy) implements Operation {}
  }

  /**
   * A task that reads one scope.
   *
   * @param attempts what each attempt sends
   */
  record Task(
      long id,
      long job,
      long epoch,
      int partition,
      String from,
      @Nullable String to,
      List<List<Message>> attempts) {

    List<Message> sends(int attempt) {
      return attempts.get(Math.min(attempt, attempts.size()) - 1);
    }

    boolean hasInScope(String path) {
      return path.compareTo(from) >= 0 && (to == null || path.compareTo(to) < 0);
    }
  }

  Task task(long id) {
    return tasks.stream().filter(task -> task.id() == id).findFirst().orElseThrow();
  }

  List<Operation.Activate> activations() {
    return operations.stream()
        .filter(Operation.Activate.class::isInstance)
        .map(Operation.Activate.class::cast)
        .toList();
  }
}

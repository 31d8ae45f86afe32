package dev.fencepost.proofs.protocol;

import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.proofs.protocol.Scenario.Bounds;
import dev.fencepost.proofs.protocol.Scenario.Operation;
import dev.fencepost.proofs.protocol.Scenario.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says what is in a scenario; what is not said is left out. Messages as {@link Message} has them.
 */
final class ScenarioBuilder {

  private final String name;
  private final String about;
  private final List<List<Message>> log = new ArrayList<>();
  private final Set<Integer> late = new HashSet<>();
  private final List<Operation> operations = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private final Map<Long, Set<String>> content = new HashMap<>();
  private int writers = 1;
  private int crashes;
  private int workers;
  private int stalls;
  private int ranges = 1;
  private boolean nativeRanges;
  private boolean redo;
  private int backfills = 1;

  ScenarioBuilder(String name, String about) {
    this.name = name;
    this.about = about;
  }

  ScenarioBuilder partition(String messages) {
    log.add(Message.all(messages, null));
    return this;
  }

  /** One that does not exist at the start. */
  ScenarioBuilder latePartition(String messages) {
    late.add(log.size());
    return partition(messages);
  }

  /** A streaming policy, and Kafka's ends at its fence as far as they matter. */
  ScenarioBuilder activate(char condition, Long... ends) {
    operations.add(new Operation.Activate("p", condition, true, List.of(ends)));
    return this;
  }

  /** A policy that only judges history, and Kafka's ends at its fence. */
  ScenarioBuilder activateOnce(char condition, Long... ends) {
    operations.add(new Operation.Activate("p", condition, false, List.of(ends)));
    return this;
  }

  ScenarioBuilder pause() {
    operations.add(new Operation.Pause("p"));
    return this;
  }

  ScenarioBuilder retire() {
    operations.add(new Operation.Retire("p"));
    return this;
  }

  /** What the data source has when its scan of that epoch reads it. */
  ScenarioBuilder has(long epoch, String... findings) {
    content.put(epoch, Set.of(findings));
    return this;
  }

  /** A task of the scan of that epoch, and what each of its attempts sends. */
  ScenarioBuilder task(
      long epoch, int partition, String from, @Nullable String to, String... attempts) {
    long id = tasks.size() + 1L;
    List<List<Message>> sent =
        IntStream.range(0, attempts.length)
            .mapToObj(i -> Message.all(attempts[i], new Origin(id, epoch, i + 1, epoch)))
            .toList();
    tasks.add(new Task(id, epoch, epoch, partition, from, to, sent));
    return this;
  }

  ScenarioBuilder writers(int number) {
    writers = number;
    return this;
  }

  ScenarioBuilder crashes(int number) {
    crashes = number;
    return this;
  }

  ScenarioBuilder workers(int number) {
    workers = number;
    return this;
  }

  ScenarioBuilder stalls(int number) {
    stalls = number;
    return this;
  }

  ScenarioBuilder ranges(int number) {
    ranges = number;
    return this;
  }

  ScenarioBuilder nativeRanges() {
    nativeRanges = true;
    return this;
  }

  /** Two processes run each backfill and do again what the other one confirmed. */
  ScenarioBuilder redo() {
    redo = true;
    backfills = 2;
    return this;
  }

  Scenario build() {
    return new Scenario(
        name,
        about,
        List.copyOf(log),
        Set.copyOf(late),
        List.copyOf(operations),
        List.copyOf(tasks),
        Map.copyOf(content),
        new Bounds(writers, crashes, workers, stalls, ranges, nativeRanges, redo, backfills));
  }

  /** Every sequence of so many of these messages, as text. */
  static List<String> sequences(int length, String... messages) {
    List<String> sequences = List.of("");
    for (int i = 0; i < length; i++) {
      sequences =
          sequences.stream()
              .flatMap(before -> Arrays.stream(messages).map(next -> before + " " + next))
              .toList();
    }
    return sequences;
  }
}

package dev.fencepost.chaos.oracle;

import dev.fencepost.chaos.oracle.LogRecord.Found;
import dev.fencepost.chaos.oracle.LogRecord.Origin;
import dev.fencepost.chaos.oracle.LogRecord.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What every try of one scan of one source sent. */
final class ScanLog {

  private final EndedTries ended;
  private final Map<String, List<Found>> found = new HashMap<>();
  private final TreeMap<String, List<Seen>> seen = new TreeMap<>();

  ScanLog(List<LogRecord> records, EndedTries ended, String source, long epoch) {
    this.ended = ended;
    for (LogRecord record : records) {
      if (record instanceof Found one
          && one.finding().datasource().equals(source)
          && epochOf(one) == epoch) {
        found.computeIfAbsent(one.finding().id(), id -> new ArrayList<>()).add(one);
      } else if (record instanceof Seen one
          && one.datasource().equals(source)
          && one.origin().epoch() == epoch) {
        seen.computeIfAbsent(one.objectPath(), path -> new ArrayList<>()).add(one);
      }
    }
  }

  private static long epochOf(Found found) {
    Origin origin = found.origin();
    return origin == null ? 0 : origin.epoch();
  }

  Set<String> ids() {
    return found.keySet();
  }

  /** The records of a finding, of tries that ended and of others. */
  List<Found> of(String id) {
    return found.getOrDefault(id, List.of());
  }

  List<Found> ofEndedTries(String id) {
    return of(id).stream().filter(this::isOfEndedTry).toList();
  }

  private boolean isOfEndedTry(Found record) {
    Origin origin = record.origin();
    return origin != null && ended.of(origin.task()).contains(origin.attempt());
  }

  /**
   * Whether a finding was found by whichever try of its task counted.
   *
   * @param records of one finding
   */
  boolean isSure(List<Found> records) {
    Map<Long, Set<Integer>> tries = new HashMap<>();
    for (Found record : records) {
      Origin origin = record.origin();
      if (origin != null) {
        tries.computeIfAbsent(origin.task(), task -> new HashSet<>()).add(origin.attempt());
      }
    }
    return tries.entrySet().stream()
        .anyMatch(
            task ->
                !ended.of(task.getKey()).isEmpty()
                    && task.getValue().containsAll(ended.of(task.getKey())));
  }

  /** Where the scan told of an object. */
  List<Seen> tellings(String objectPath, Predicate<LogRecord> wanted) {
    return seen.getOrDefault(objectPath, List.of()).stream().filter(wanted).toList();
  }

  /**
   * The tasks of which one covers the object: that of its neighbours, or two when the object would
   * be the last of one or the first of the other.
   */
  Set<Long> tasksAround(String objectPath) {
    Set<Long> tasks = new HashSet<>();
    addTask(tasks, seen.floorEntry(objectPath));
    if (!seen.containsKey(objectPath)) {
      addTask(tasks, seen.higherEntry(objectPath));
    }
    return tasks;
  }

  private static void addTask(Set<Long> tasks, Map.@Nullable Entry<String, List<Seen>> neighbour) {
    if (neighbour != null) {
      tasks.add(neighbour.getValue().get(0).origin().task());
    }
  }
}

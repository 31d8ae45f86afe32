package dev.fencepost.chaos.oracle;

import dev.fencepost.chaos.oracle.LogRecord.End;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tries of tasks came to a clean end. The one that counted is among them; others ended too,
 * after they had been given up.
 */
record EndedTries(Map<Long, Set<Integer>> byTask) {

  static EndedTries in(List<LogRecord> records) {
    Map<Long, Set<Integer>> byTask = new HashMap<>();
    for (LogRecord record : records) {
      // A try that outlived its scan may have met files that were gone by then.
      if (record instanceof End end && end.failures() == 0) {
        byTask.computeIfAbsent(end.task(), task -> new HashSet<>()).add(end.attempt());
      }
    }
    return new EndedTries(byTask);
  }

  Set<Integer> of(long task) {
    return byTask.getOrDefault(task, Set.of());
  }
}

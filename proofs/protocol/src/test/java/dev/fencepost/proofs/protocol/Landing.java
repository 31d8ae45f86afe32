package dev.fencepost.proofs.protocol;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A landing transaction.
 *
 * @param from the first record that it takes
 * @param to the position that it will store
 * @param tasks whose rows it holds
 * @param lockedFindings rows that it wrote or found newer
 * @param findings what it wrote
 * @param results what it wrote
 * @param seen results as the statement that judges sees them; null for those that are committed
 *     when it begins
 */
record Landing(
    Stage stage,
    int partition,
    long from,
    long to,
    Writer.Armed armed,
    Set<Long> tasks,
    Locks.Source source,
    Set<String> lockedFindings,
    Map<String, FindingRow> findings,
    Map<ResultRow.Key, ResultRow> results,
    @Nullable Map<ResultRow.Key, ResultRow> seen)
    implements Transaction {

  /** Which step was last. */
  enum Stage {
    TURN_TAKEN,
    TASKS_LOCKED,
    FINDINGS_STORED,
    OBJECTS_COPIED,
    SWEPT,
    JUDGED
  }

  static Landing begin(int partition, long from, long to, Writer.Armed armed) {
    return new Landing(
        Stage.TURN_TAKEN,
        partition,
        from,
        to,
        armed,
        Set.of(),
        Locks.Source.FREE,
        Set.of(),
        Map.of(),
        Map.of(),
        null);
  }

  Landing withTasks(Set<Long> held, Locks.Source heldSource) {
    return new Landing(
        Stage.TASKS_LOCKED,
        partition,
        from,
        to,
        armed,
        held,
        heldSource,
        lockedFindings,
        findings,
        results,
        seen);
  }

  Landing withFindings(Stage next, Set<String> locked, Map<String, FindingRow> written) {
    return new Landing(
        next, partition, from, to, armed, tasks, source, locked, written, results, seen);
  }

  Landing withResults(Map<ResultRow.Key, ResultRow> written) {
    return new Landing(
        Stage.JUDGED,
        partition,
        from,
        to,
        armed,
        tasks,
        source,
        lockedFindings,
        findings,
        written,
        null);
  }

  Landing seeing(Map<ResultRow.Key, ResultRow> visible) {
    return new Landing(
        stage,
        partition,
        from,
        to,
        armed,
        tasks,
        source,
        lockedFindings,
        findings,
        results,
        visible);
  }

  @Override
  public void addLocksTo(Locks locks) {
    locks.addTurn(partition);
    locks.addTasks(tasks);
    locks.addSource(source);
    locks.addWrittenFindings(lockedFindings);
    locks.addResults(results.keySet());
  }
}

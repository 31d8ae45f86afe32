package dev.fencepost.proofs.protocol;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The row locks that open transactions hold. */
final class Locks {

  /** A row of {@code backfill_ranges}. */
  record Range(int version, int number) {}

  /** How a landing holds its data source's row. */
  enum Source {
    FREE,
    SHARED,
    EXCLUSIVE
  }

  private final Set<Integer> turns = new HashSet<>();
  private final Set<Range> ranges = new HashSet<>();
  private final Set<String> writtenFindings = new HashSet<>();
  private final Set<String> sharedFindings = new HashSet<>();
  private final Set<ResultRow.Key> results = new HashSet<>();
  private final Set<Long> tasks = new HashSet<>();
  private boolean generation;
  private Source source = Source.FREE;

  static Locks of(State state) {
    return ofOthers(state, null);
  }

  /** Without those of one transaction, which does not wait for itself. */
  static Locks ofOthers(State state, @Nullable Transaction self) {
    Locks locks = new Locks();
    for (Transaction transaction : state.transactions()) {
      if (transaction != self) {
        transaction.addLocksTo(locks);
      }
    }
    return locks;
  }

  void addTurn(int partition) {
    turns.add(partition);
  }

  void addRanges(Collection<Range> held) {
    ranges.addAll(held);
  }

  void addGeneration() {
    generation = true;
  }

  void addWrittenFindings(Collection<String> held) {
    writtenFindings.addAll(held);
  }

  void addSharedFindings(Collection<String> held) {
    sharedFindings.addAll(held);
  }

  void addResults(Collection<ResultRow.Key> held) {
    results.addAll(held);
  }

  void addTasks(Collection<Long> held) {
    tasks.addAll(held);
  }

  void addSource(Source held) {
    source = held.compareTo(source) > 0 ? held : source;
  }

  boolean allowTurn(int partition) {
    return !turns.contains(partition);
  }

  boolean allowRanges(Collection<Range> wanted) {
    return Collections.disjoint(ranges, wanted);
  }

  boolean allowGeneration() {
    return !generation;
  }

  boolean allowSharingFindings(Collection<String> wanted) {
    return Collections.disjoint(writtenFindings, wanted);
  }

  boolean allowWritingFindings(Collection<String> wanted) {
    return allowSharingFindings(wanted) && Collections.disjoint(sharedFindings, wanted);
  }

  boolean allowResults(Collection<ResultRow.Key> wanted) {
    return Collections.disjoint(results, wanted);
  }

  boolean allowTasks(Collection<Long> wanted) {
    return Collections.disjoint(tasks, wanted);
  }

  boolean allowSource(Source wanted) {
    return switch (wanted) {
      case FREE -> true;
      case SHARED -> source != Source.EXCLUSIVE;
      case EXCLUSIVE -> source == Source.FREE;
    };
  }
}

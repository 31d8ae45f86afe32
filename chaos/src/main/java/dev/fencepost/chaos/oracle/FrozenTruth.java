package dev.fencepost.chaos.oracle;

import dev.fencepost.chaos.oracle.LogRecord.Found;
import dev.fencepost.chaos.oracle.LogRecord.Seen;
import dev.fencepost.chaos.oracle.Truth.Live;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What may have existed when a policy froze, by the log up to the offsets where it froze.
 *
 * <p>A chaos run scans a source once after the other. So a scan of which anything was landed at the
 * freeze followed one that was landed completely, and each of its findings is as the older scan or
 * as the newer one has it. Which of both it is the log tells, with two exceptions: a task that was
 * tried more than once, as the log does not say when a try was given up; and an object that is gone
 * from between two tasks. There both are allowed.
 */
final class FrozenTruth {

  /**
   * What is known of a finding.
   *
   * @param states which it may have been in
   * @param mayBeAbsent whether it may not have existed as well
   */
  record Possible(List<Live> states, boolean mayBeAbsent) {}

  private final List<LogRecord> records;
  private final Map<Integer, Long> frozen;
  private final EndedTries ended;
  private final EndedTries endedBefore;
  private final Map<String, Possible> possible = new HashMap<>();

  private FrozenTruth(List<LogRecord> records, Map<Integer, Long> frozen) {
    this.records = records;
    this.frozen = frozen;
    this.ended = EndedTries.in(records);
    this.endedBefore = EndedTries.in(records.stream().filter(this::isBefore).toList());
  }

  /**
   * Every finding that may have existed, by its id.
   *
   * @param frozen the last offset of each partition that counts
   */
  static Map<String, Possible> of(KafkaLog log, Map<Integer, Long> frozen) {
    FrozenTruth truth = new FrozenTruth(log.records(), frozen);
    new Truth(log)
        .direct(frozen)
        .forEach((id, live) -> truth.possible.put(id, new Possible(List.of(live), false)));
    truth.scannedSources().forEach(truth::judge);
    return truth.possible;
  }

  private boolean isBefore(LogRecord record) {
    return record.offset() <= frozen.getOrDefault(record.partition(), -1L);
  }

  private Set<String> scannedSources() {
    return records.stream()
        .filter(record -> record instanceof Seen && isBefore(record))
        .map(record -> ((Seen) record).datasource())
        .collect(Collectors.toSet());
  }

  private void judge(String source) {
    TreeSet<Long> epochs = new TreeSet<>();
    long newest = 0;
    for (LogRecord record : records) {
      if (record instanceof Seen seen && seen.datasource().equals(source)) {
        epochs.add(seen.origin().epoch());
        newest = isBefore(seen) ? Math.max(newest, seen.origin().epoch()) : newest;
      }
    }
    @Nullable Long before = epochs.lower(newest);
    ScanLog older = new ScanLog(records, ended, source, before == null ? -1 : before);
    ScanLog newer = new ScanLog(records, ended, source, newest);
    Set<String> ids = new HashSet<>(older.ids());
    ids.addAll(newer.ids());
    for (String id : ids) {
      judge(id, older, newer);
    }
  }

  private void judge(String id, ScanLog older, ScanLog newer) {
    List<Found> landed = newer.of(id).stream().filter(this::isBefore).toList();
    boolean isThere = !newer.ofEndedTries(id).isEmpty();
    List<Live> states = new ArrayList<>();
    landed.forEach(record -> states.add(Truth.liveOf(record)));
    boolean mayBeAbsent = false;
    if (!isThere || !newer.isSure(landed)) {
      List<Found> then = older.ofEndedTries(id);
      Set<Long> tasks = isThere ? Set.of() : newer.tasksAround(path(id, older, newer));
      if (isThere || !isSwept(tasks)) {
        states.addAll(untouched(then, newer));
      }
      mayBeAbsent = !older.isSure(then) || tasks.stream().anyMatch(this::hasEnded);
    }
    if (!states.isEmpty()) {
      possible.put(id, new Possible(states, mayBeAbsent));
    }
  }

  private static String path(String id, ScanLog older, ScanLog newer) {
    List<Found> known = newer.of(id).isEmpty() ? older.of(id) : newer.of(id);
    return known.get(0).finding().objectPath();
  }

  private boolean hasEnded(long task) {
    return !endedBefore.of(task).isEmpty();
  }

  /** Whether it is sure that the ends of these tasks were landed. */
  private boolean isSwept(Set<Long> tasks) {
    return tasks.stream()
        .allMatch(task -> hasEnded(task) && endedBefore.of(task).equals(ended.of(task)));
  }

  /** As the older scan left it. It has another version when the newer scan told of its object. */
  private List<Live> untouched(List<Found> then, ScanLog newer) {
    List<Live> states = new ArrayList<>();
    for (Found record : then) {
      states.add(Truth.liveOf(record));
      for (Seen told : newer.tellings(record.finding().objectPath(), this::isBefore)) {
        states.add(new Live(record.finding(), told.origin().epoch(), Set.of(told.offset())));
      }
    }
    return states;
  }
}

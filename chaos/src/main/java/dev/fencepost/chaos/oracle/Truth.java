package dev.fencepost.chaos.oracle;

import dev.fencepost.chaos.oracle.LogRecord.Found;
import dev.fencepost.chaos.oracle.LogRecord.Origin;
import dev.fencepost.chaos.oracle.LogRecord.Seen;
import dev.fencepost.core.finding.Finding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The findings that exist once everything of a log is consumed.
 *
 * <p>Findings of a producer without scans: the newest record of each, unless it is a deletion.
 * Findings of a data source that is scanned: what the newest scan found, each task by the last try
 * that came to its end. That holds because a chaos run changes a source only between scans, reads
 * every object cleanly, and lets every scan end.
 */
final class Truth {

  /**
   * A finding that exists.
   *
   * @param epoch of the scan that found it; 0 without a scan
   * @param offsets of the records that may be its newest version: several complete tries of one
   *     task say the same
   */
  record Live(Finding finding, long epoch, Set<Long> offsets) {}

  private final List<LogRecord> records;
  private final EndedTries ended;
  private final Map<String, Long> newestScans = new HashMap<>();

  Truth(KafkaLog log) {
    this.records = log.records();
    this.ended = EndedTries.in(records);
    for (LogRecord record : records) {
      if (record instanceof Found found && found.origin() != null) {
        newestScans.merge(found.finding().datasource(), found.origin().epoch(), Math::max);
      } else if (record instanceof Seen seen) {
        newestScans.merge(seen.datasource(), seen.origin().epoch(), Math::max);
      }
    }
  }

  /** Everything, by finding. */
  Map<String, Live> live() {
    Map<String, Live> live = direct(Map.of());
    for (LogRecord record : records) {
      if (record instanceof Found found && isOfNewestScan(found)) {
        live.merge(found.finding().id(), liveOf(found), Truth::either);
      }
    }
    return live;
  }

  /**
   * Only findings of producers without scans.
   *
   * @param frozen the last offset of each partition that counts; empty for all
   */
  Map<String, Live> direct(Map<Integer, Long> frozen) {
    Map<String, Live> live = new HashMap<>();
    for (LogRecord record : records) {
      boolean counts =
          frozen.isEmpty() || record.offset() <= frozen.getOrDefault(record.partition(), -1L);
      if (counts && record instanceof Found found && found.origin() == null) {
        if (found.deleted()) {
          live.remove(found.finding().id());
        } else {
          live.put(found.finding().id(), liveOf(found));
        }
      }
    }
    return live;
  }

  /** Tasks of newest scans that never came to a clean end. */
  long unendedTasks() {
    Set<Long> tasks = new HashSet<>();
    for (LogRecord record : records) {
      @Nullable Origin origin = record instanceof Found found ? ofNewestScan(found) : null;
      if (origin != null && ended.of(origin.task()).isEmpty()) {
        tasks.add(origin.task());
      }
    }
    return tasks.size();
  }

  private boolean isOfNewestScan(Found found) {
    Origin origin = ofNewestScan(found);
    // Earlier tries that ended too were complete as well, so their records are no other findings.
    return origin != null && ended.of(origin.task()).contains(origin.attempt());
  }

  private @Nullable Origin ofNewestScan(Found found) {
    Origin origin = found.origin();
    return origin != null
            && origin.epoch() == newestScans.getOrDefault(found.finding().datasource(), -1L)
        ? origin
        : null;
  }

  static Live liveOf(Found found) {
    return new Live(
        found.finding(),
        found.origin() == null ? 0 : found.origin().epoch(),
        Set.of(found.offset()));
  }

  private static Live either(Live one, Live other) {
    Set<Long> offsets = new HashSet<>(one.offsets);
    offsets.addAll(other.offsets);
    return new Live(other.finding, other.epoch, offsets);
  }
}

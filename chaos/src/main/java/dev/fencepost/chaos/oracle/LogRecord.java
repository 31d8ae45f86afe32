package dev.fencepost.chaos.oracle;

import dev.fencepost.core.finding.Finding;
import org.jspecify.annotations.Nullable;

/** A record of the findings topic as the oracle understands it. */
sealed interface LogRecord {

  int partition();

  long offset();

  /** A record that its producer spoilt on purpose; it must become a dead letter. */
  record Bad(int partition, long offset) implements LogRecord {}

  /** Which try of which task; a scan's counter. */
  record Origin(long task, int attempt, long epoch) {}

  /**
   * A finding or its deletion.
   *
   * @param finding only id and data source mean anything when it is deleted
   * @param origin null for a producer without scans
   */
  record Found(
      int partition, long offset, Finding finding, boolean deleted, @Nullable Origin origin)
      implements LogRecord {}

  /** What a scan saw of an object. No policy of a chaos run asks for it. */
  record Seen(int partition, long offset, String datasource, String objectPath, Origin origin)
      implements LogRecord {}

  /** The end of one try of a task. */
  record End(int partition, long offset, long task, int attempt, long records, long failures)
      implements LogRecord {}
}

package dev.fencepost.cli.chaos;

import dev.fencepost.chaos.schedule.Fault;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.DatabaseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How long it took after each fault until the stream went on: from its end, or from a kill, until a
 * record that was taken by Kafka afterwards had landed.
 */
final class Recoveries {

  private final Database database;
  private final List<Open> open = new ArrayList<>();
  private final List<Long> millis = new ArrayList<>();

  private static final class Open {
    private final long sinceNanos = System.nanoTime();
    private @Nullable RecordMetadata probe;
  }

  /**
   * @param database reached directly, whatever stands between it and the others, and without
   *     patience
   */
  Recoveries(Database database) {
    this.database = database;
  }

  /** The fault is over as far as this process is concerned. */
  synchronized void after(Fault fault) {
    if (fault.target() != Fault.Target.CHECKPOINTS) {
      open.add(new Open());
    }
  }

  /** Kafka took a record just now. */
  synchronized void acknowledged(RecordMetadata record) {
    for (Open one : open) {
      if (one.probe == null) {
        one.probe = record;
      }
    }
  }

  /** Looks how far the landing is; does nothing while the database is away. */
  void look() {
    Map<Integer, Long> positions = new HashMap<>();
    try {
      database.transact(
          "look how far the landing is",
          tx ->
              Jdbc.list(
                  tx,
                  "SELECT partition, next_offset FROM landing_progress",
                  row -> positions.put(row.getInt(1), row.getLong(2))));
    } catch (DatabaseException away) {
      return;
    }
    synchronized (this) {
      open.removeIf(one -> isOver(one, positions));
    }
  }

  private boolean isOver(Open one, Map<Integer, Long> positions) {
    @Nullable RecordMetadata probe = one.probe;
    if (probe == null || positions.getOrDefault(probe.partition(), 0L) <= probe.offset()) {
      return false;
    }
    millis.add((System.nanoTime() - one.sinceNanos) / 1_000_000);
    return true;
  }

  /** Seconds; empty when nothing was measured. */
  synchronized Optional<Double> percentile(int percent) {
    if (millis.isEmpty()) {
      return Optional.empty();
    }
    List<Long> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    return Optional.of(sorted.get((sorted.size() - 1) * percent / 100) / 1000.0);
  }
}

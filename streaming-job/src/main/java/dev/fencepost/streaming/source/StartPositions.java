package dev.fencepost.streaming.source;

import dev.fencepost.engine.landing.LandingSources;
import dev.fencepost.engine.landing.LandingSources.Opened;
import dev.fencepost.engine.landing.LogRange;
import dev.fencepost.engine.landing.SourceRefusedException;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.KeptConnection;
import dev.fencepost.streaming.database.DatabaseAddress;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Checks the topic against what was landed of it, and says where to go on. */
record StartPositions(FindingsTopic topic, DatabaseAddress database) implements Serializable {

  private static final int ATTEMPTS = 3;

  /** How long a database that is away is waited for in place, before Flink restarts the task. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /**
   * The positions of the topic's partitions, each of which has its progress row afterwards.
   *
   * @param mine the partitions that this task is about to read; the others are being read
   * @param applicationName of the connection that asks
   * @throws SuppressRestartsException when the topic must not be landed: the job ends as failed
   */
  Opened open(Collection<Integer> mine, String applicationName) {
    try (KeptConnection connection = database.connection(applicationName)) {
      LandingSources sources = new LandingSources(new Database(connection).withPatience(PATIENCE));
      for (int attempt = 1; ; attempt++) {
        FindingsTopic.Incarnation found = topic.describe();
        try {
          return sources.open(
              found.clusterId(), found.topicId(), topic.name(), ends(found.logs(), mine));
        } catch (SourceRefusedException e) {
          // A predecessor may have landed more since the brokers were asked, which looks like a
          // log that was cut; the next answer of the brokers is newer than that.
          if (attempt == ATTEMPTS) {
            throw new SuppressRestartsException(e);
          }
        }
      }
    }
  }

  /**
   * All partitions are registered together, so that a source begins with all of them. The ends of
   * those that others read are left open: by now more may have landed than the brokers told.
   */
  private static Map<Integer, LogRange> ends(
      Map<Integer, LogRange> logs, Collection<Integer> mine) {
    Map<Integer, LogRange> ranges = new HashMap<>();
    logs.forEach(
        (partition, log) ->
            ranges.put(
                partition,
                mine.contains(partition) ? log : new LogRange(log.start(), Long.MAX_VALUE)));
    return ranges;
  }
}

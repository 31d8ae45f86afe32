package dev.fencepost.bench.landing;

import dev.fencepost.bench.stage.Arena;
import dev.fencepost.bench.stage.BacklogTopic.LastFinding;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.LogTail;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;

/** Watches a database from outside while somebody drains the topic into it. */
final class Drain {

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final double NANOS = 1e9;

  private final Collection<LastFinding> last;
  private final long positions;

  /**
   * @param positions the sum of the offsets at which the partitions end
   */
  Drain(Collection<LastFinding> last, long positions) {
    this.last = last;
    this.positions = positions;
  }

  private interface Question {
    boolean holds(Connection connection) throws SQLException;
  }

  /** Seconds from the first visible row to the last visible finding of every partition. */
  double ofFindings(Arena arena, ChildProcess worker) throws Exception {
    return seconds(arena, worker, this::allVisible);
  }

  /** The same, up to the moment when every position is at its partition's end. */
  double ofPositions(Arena arena, ChildProcess worker) throws Exception {
    return seconds(arena, worker, this::allLanded);
  }

  private double seconds(Arena arena, ChildProcess worker, Question done) throws Exception {
    try (Connection connection = arena.settings().connect()) {
      // The question after the last findings must stay a look-up however the table grows.
      Jdbc.execute(connection, "SET enable_seqscan = off");
      Jdbc.execute(connection, "SET enable_hashjoin = off");
      Jdbc.execute(connection, "SET enable_mergejoin = off");
      await(connection, worker, Drain::anyVisible);
      long begun = System.nanoTime();
      await(connection, worker, done);
      return (System.nanoTime() - begun) / NANOS;
    }
  }

  private static void await(Connection connection, ChildProcess worker, Question question)
      throws Exception {
    long giveUpAt = System.nanoTime() + LIMIT.toNanos();
    while (!question.holds(connection)) {
      if (!worker.isAlive() && !question.holds(connection)) {
        throw CommandFailure.failed(
            worker.name() + " ended before it was done" + LogTail.of(worker.record().log()));
      }
      if (System.nanoTime() > giveUpAt) {
        throw CommandFailure.timedOut(
            worker.name() + " was not done after " + LIMIT.toMinutes() + " minutes");
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private static boolean anyVisible(Connection connection) throws SQLException {
    return Jdbc.one(connection, "SELECT EXISTS (SELECT FROM findings)", row -> row.getBoolean(1));
  }

  private boolean allVisible(Connection connection) throws SQLException {
    return Jdbc.one(
        connection,
        """
        SELECT count(*) = ? FROM findings f
        JOIN unnest(?, ?) AS l(finding_id, source_offset)
          ON l.finding_id = f.finding_id AND l.source_offset = f.source_offset
        """,
        row -> row.getBoolean(1),
        last.size(),
        SqlArray.texts(last.stream().map(LastFinding::id).toList()),
        SqlArray.bigints(last.stream().map(LastFinding::offset).toList()));
  }

  private boolean allLanded(Connection connection) throws SQLException {
    return Jdbc.one(
        connection,
        "SELECT coalesce(sum(next_offset), 0) = ? FROM landing_progress",
        row -> row.getBoolean(1),
        positions);
  }
}

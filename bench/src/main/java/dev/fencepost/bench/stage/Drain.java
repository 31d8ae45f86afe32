package dev.fencepost.bench.stage;

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
import java.util.List;

/**
 * Watches a database from outside while somebody drains the topic into it. Whoever drains has
 * warmed up on a quarter of the findings before the clock runs.
 */
public final class Drain {

  private static final double WARM_UP = 0.25;
  private static final int SAMPLE = 400;
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final double NANOS = 1e9;

  private final Backlog backlog;
  private final List<String> sample;
  private final Collection<LastFinding> last;
  private final long positions;

  /**
   * @param positions the sum of the offsets at which the partitions end
   */
  public Drain(Backlog backlog, Collection<LastFinding> last, long positions) {
    this.backlog = backlog;
    this.sample = backlog.sample(SAMPLE);
    this.last = last;
    this.positions = positions;
  }

  private interface Question {
    boolean holds(Connection connection) throws SQLException;
  }

  /** A look at how far it is: when, and which share of the findings was visible. */
  private record Look(long nanos, double share) {}

  /** Records per second, up to the last visible finding of every partition. */
  public double ofFindings(Arena arena, ChildProcess worker) throws Exception {
    return rate(arena, worker, this::allVisible);
  }

  /** The same, up to the moment when every position is at its partition's end. */
  public double ofPositions(Arena arena, ChildProcess worker) throws Exception {
    return rate(arena, worker, this::allLanded);
  }

  private double rate(Arena arena, ChildProcess worker, Question done) throws Exception {
    try (Connection connection = arena.settings().connect()) {
      // The question after the last findings must stay a look-up however the table grows.
      Jdbc.execute(connection, "SET enable_seqscan = off");
      Jdbc.execute(connection, "SET enable_hashjoin = off");
      Jdbc.execute(connection, "SET enable_mergejoin = off");
      WarmUp warmUp = new WarmUp(look(connection));
      await(connection, worker, warmUp);
      await(connection, worker, done);
      double seconds = (System.nanoTime() - warmUp.last.nanos) / NANOS;
      return backlog.records() * (1 - warmUp.last.share) / seconds;
    }
  }

  /** Keeps the last look at which it had not ended. */
  private final class WarmUp implements Question {

    private Look last;

    private WarmUp(Look first) {
      this.last = first;
    }

    @Override
    public boolean holds(Connection connection) throws SQLException {
      Look now = look(connection);
      if (now.share < WARM_UP) {
        last = now;
        return false;
      }
      return true;
    }
  }

  private Look look(Connection connection) throws SQLException {
    long nanos = System.nanoTime();
    int visible =
        Jdbc.one(
            connection,
            """
            SELECT count(*) FROM unnest(?) AS s(finding_id)
            JOIN findings f ON f.finding_id = s.finding_id
            """,
            row -> row.getInt(1),
            SqlArray.texts(sample));
    return new Look(nanos, (double) visible / sample.size());
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

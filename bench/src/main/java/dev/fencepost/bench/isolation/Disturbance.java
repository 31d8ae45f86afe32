package dev.fencepost.bench.isolation;

import dev.fencepost.bench.load.LandingStream;
import dev.fencepost.bench.load.Latencies;
import dev.fencepost.bench.load.OpenLoad;
import dev.fencepost.bench.stage.Arena;
import dev.fencepost.bench.stage.Backfilled;
import dev.fencepost.bench.stage.LandingPolicies;
import dev.fencepost.bench.stage.Servers;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Landings under an open load, and backfills that are started beside them. */
final class Disturbance {

  /** At most; not longer than what is looked at. */
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  private final Servers servers;
  private final Arena arena;
  private final LandingStream stream;
  private final int policies;
  private final double perSecond;
  private final Duration alone;
  private int fences;

  /**
   * What was seen beside one backfill, or beside none.
   *
   * @param flushes while it judged
   * @param whileStarting before that, from when its process was launched
   * @param seconds how long it judged, or landings were looked at without one
   * @param behindSeconds how long it took to land what had been sent by the end
   */
  record Seen(
      Histogram flushes,
      Histogram whileStarting,
      double seconds,
      double behindSeconds,
      TouchedBlocks blocks) {}

  /**
   * @param load in percent of the highest rate
   * @param seconds how long landings without a backfill are looked at
   */
  Disturbance(
      Servers servers, Arena arena, LandingStream stream, int policies, int load, int seconds) {
    this.servers = servers;
    this.arena = arena;
    this.stream = stream;
    this.policies = policies;
    this.perSecond = stream.mostPerSecond() * load / 100;
    this.alone = Duration.ofSeconds(seconds);
  }

  double perSecond() {
    return perSecond;
  }

  /**
   * One turn on the leader. Its results are new, and those of all later backfills newer; besides,
   * it shows that blocks which a scan touches are counted.
   */
  void warmUp() throws Exception {
    if (by(Reading.LEADER).blocks().scanning() == 0) {
      throw CommandFailure.failed(
          "the primary does not count what a scan touches; the run is void");
    }
  }

  Seen by(Reading reading) throws Exception {
    servers.settle();
    Backfilled turn;
    TouchedBlocks blocks;
    OpenLoad load = stream.load(perSecond);
    try (load) {
      Thread.sleep(Math.min(SETTLING.toMillis(), alone.toMillis()));
      // Taken in every turn: landings judge by as many new versions with and without a backfill.
      long job =
          Backfilled.fence(
              arena.settings(), LandingPolicies.of(policies, Integer.toString(++fences)));
      TouchedBlocks.forget(servers);
      turn = reading == Reading.NONE ? nothing() : backfill(reading, job);
      blocks = TouchedBlocks.read(servers);
    }
    long sent = System.nanoTime();
    stream.drain();
    double behindSeconds = (System.nanoTime() - sent) / NANOS;
    FlushLog log = new FlushLog(stream.taskManager().record().log());
    Histogram flushes = log.between(turn.started(), turn.finished());
    if (flushes.getTotalCount() == 0) {
      throw CommandFailure.failed("nothing landed beside the backfill; give it more findings");
    }
    return new Seen(
        flushes,
        turn.startUp().isZero() ? Latencies.empty() : log.between(turn.launched(), turn.started()),
        turn.judging().toMillis() / MILLIS,
        behindSeconds,
        blocks);
  }

  private Backfilled nothing() throws InterruptedException {
    Instant begun = Instant.now();
    Thread.sleep(alone.toMillis());
    return new Backfilled(begun, begun, Instant.now());
  }

  private Backfilled backfill(Reading reading, long job) throws Exception {
    ConnectionSource.Settings own =
        new ConnectionSource.Settings(
            arena.settings().url(), TouchedBlocks.ROLE, "", "fencepost-bench");
    Optional<String> follower =
        reading == Reading.FOLLOWER
            ? Optional.of(servers.standby().jdbcUrl(arena.name()))
            : Optional.empty();
    return Backfilled.run(servers.home(), own, follower, job, process -> () -> {});
  }
}

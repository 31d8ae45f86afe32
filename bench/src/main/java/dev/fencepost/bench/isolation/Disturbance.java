package dev.fencepost.bench.isolation;

import dev.fencepost.bench.load.LandingStream;
import dev.fencepost.bench.load.Latencies;
import dev.fencepost.bench.load.OpenLoad;
import dev.fencepost.bench.stage.Arena;
import dev.fencepost.bench.stage.Backfilled;
import dev.fencepost.bench.stage.LandingPolicies;
import dev.fencepost.bench.stage.RunningBackfill;
import dev.fencepost.bench.stage.Servers;
import dev.fencepost.cli.failure.CommandFailure;
import dev.fencepost.sql.transaction.ConnectionSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Landings under an open load, and backfills that are started beside them.
 *
 * <p>All turns look at landings for equally long. What lands meanwhile makes the tables grow, and
 * landings slower once they have outgrown the memory; so a turn that lasted as long as its backfill
 * would be compared with others at another size. A backfill that is at work by then ends without a
 * load beside it.
 */
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
  private final Duration looking;
  private int fences;

  /**
   * What was seen beside one backfill, or beside none.
   *
   * @param flushes while it judged
   * @param whileStarting before that, from when its process was launched
   * @param seconds how long landings were looked at
   * @param judged how many findings it judged meanwhile
   * @param behindSeconds how long it took to land what had been sent by the end
   * @param blocks until it was complete
   */
  record Seen(
      Histogram flushes,
      Histogram whileStarting,
      double seconds,
      long judged,
      double behindSeconds,
      TouchedBlocks blocks) {}

  /** When landings were looked at. */
  private record Window(Instant launched, Instant from, Instant to, long judged) {}

  /**
   * @param load in percent of the highest rate
   * @param seconds how long landings are looked at, at most
   */
  Disturbance(
      Servers servers, Arena arena, LandingStream stream, int policies, int load, int seconds) {
    this.servers = servers;
    this.arena = arena;
    this.stream = stream;
    this.policies = policies;
    this.perSecond = stream.mostPerSecond() * load / 100;
    this.looking = Duration.ofSeconds(seconds);
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
    Optional<RunningBackfill> running = Optional.empty();
    try {
      Window window;
      OpenLoad load = stream.load(perSecond);
      try (load) {
        Thread.sleep(Math.min(SETTLING.toMillis(), looking.toMillis()));
        // Taken in every turn: landings judge by as many new versions with and without a backfill.
        long job =
            Backfilled.fence(
                arena.settings(), LandingPolicies.of(policies, Integer.toString(++fences)));
        TouchedBlocks.forget(servers);
        if (reading != Reading.NONE) {
          running = Optional.of(start(reading, job));
        }
        window = look(running);
      }
      long sent = System.nanoTime();
      stream.drain();
      double behindSeconds = (System.nanoTime() - sent) / NANOS;
      if (running.isPresent()) {
        Backfilled unused = running.get().finish();
      }
      return seen(window, behindSeconds);
    } finally {
      running.ifPresent(RunningBackfill::close);
    }
  }

  private RunningBackfill start(Reading reading, long job) throws Exception {
    ConnectionSource.Settings own =
        new ConnectionSource.Settings(
            arena.settings().url(), TouchedBlocks.ROLE, "", "fencepost-bench");
    Optional<String> follower =
        reading == Reading.FOLLOWER
            ? Optional.of(servers.standby().jdbcUrl(arena.name()))
            : Optional.empty();
    return RunningBackfill.start(servers.home(), own, follower, job);
  }

  /** Ends early when a backfill does. */
  private Window look(Optional<RunningBackfill> running) throws Exception {
    if (running.isEmpty()) {
      Instant from = Instant.now();
      Thread.sleep(looking.toMillis());
      return new Window(from, from, Instant.now(), 0);
    }
    RunningBackfill backfill = running.get();
    Instant from = backfill.awaitStarted();
    Instant end = from.plus(looking);
    while (Instant.now().isBefore(end) && backfill.process().isAlive()) {
      Thread.sleep(LandingStream.LOOKS_EVERY.toMillis());
    }
    return new Window(backfill.launched(), from, Instant.now(), backfill.judged());
  }

  private Seen seen(Window window, double behindSeconds) throws Exception {
    FlushLog log = new FlushLog(stream.taskManager().record().log());
    Histogram flushes = log.between(window.from(), window.to());
    if (flushes.getTotalCount() == 0) {
      throw CommandFailure.failed("nothing landed meanwhile; give it more seconds");
    }
    return new Seen(
        flushes,
        window.launched().equals(window.from())
            ? Latencies.empty()
            : log.between(window.launched(), window.from()),
        Duration.between(window.from(), window.to()).toMillis() / MILLIS,
        window.judged(),
        behindSeconds,
        TouchedBlocks.read(servers));
  }
}

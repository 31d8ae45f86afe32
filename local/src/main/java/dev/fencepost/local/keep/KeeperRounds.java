package dev.fencepost.local.keep;

import dev.fencepost.core.retry.BackOff;
import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.process.ChildProcess;
import dev.fencepost.local.process.ProcessTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts what died, each time it is asked. */
final class KeeperRounds {

  private final Home home;
  private final BackOff pauses;
  private final InstantSource clock;
  private final Consumer<String> log;
  private final Map<String, Deaths> deaths = new HashMap<>();

  KeeperRounds(Home home, BackOff pauses, InstantSource clock, Consumer<String> log) {
    this.home = home;
    this.pauses = pauses;
    this.clock = clock;
    this.log = log;
  }

  void round() {
    for (ChildProcess process : new ProcessTable(home).all()) {
      if (process.isKept() && !process.isAlive()) {
        lookAfter(process);
      }
    }
  }

  private void lookAfter(ChildProcess dead) {
    Instant now = clock.instant();
    @Nullable Deaths known = deaths.get(dead.name());
    if (known == null || !known.last().equals(dead.record().identity())) {
      known = noticed(dead, known, now);
    }
    if (!known.relapses().permitTryAt(now)) {
      return;
    }
    try {
      PostgresServer.clearLeftovers(dead.record());
      dead.startAgain()
          .ifPresent(again -> log.accept(again.name() + " is started as process " + again.pid()));
    } catch (RuntimeException e) {
      // Whatever it is, one process that cannot be started must not keep the others from it.
      deaths.put(dead.name(), known.notStarted(now, pauses));
      log.accept(dead.name() + " cannot be started: " + e.getMessage());
    }
  }

  private Deaths noticed(ChildProcess dead, @Nullable Deaths before, Instant now) {
    Duration lived = Duration.between(Instant.ofEpochMilli(dead.record().startedMillis()), now);
    Deaths noticed = Deaths.oneMore(before, dead.record().identity(), lived, now, pauses);
    deaths.put(dead.name(), noticed);
    log.accept(
        dead.name()
            + " (process "
            + dead.pid()
            + ") died after "
            + lived.toSeconds()
            + " s, "
            + noticed.relapses().inARow()
            + " in a row");
    return noticed;
  }
}

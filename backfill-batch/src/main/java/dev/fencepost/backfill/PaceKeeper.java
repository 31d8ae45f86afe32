package dev.fencepost.backfill;

import dev.fencepost.core.pace.Pace;
import dev.fencepost.engine.backfill.BackfillConduct;
import dev.fencepost.engine.landing.LandingLatency;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a second how landings fare, and permits what they bear. */
final class PaceKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PaceKeeper.class);
  private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);
  private static final Duration NOTES_EVERY = Duration.ofSeconds(5);

  /** Somebody whose landings take longer than that says nothing meanwhile. */
  private static final Duration LATELY = Duration.ofSeconds(10);

  private final DataSource leader;
  private final long jobId;
  private final InstantSource clock;
  private final RangeTurns turns;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> looks;
  private Pace pace;
  private Instant noted = Instant.MIN;

  PaceKeeper(DataSource leader, long jobId, int most, InstantSource clock) {
    this.leader = leader;
    this.jobId = jobId;
    this.clock = clock;
    this.pace = Pace.full(most, clock.instant());
    this.turns = new RangeTurns(pace);
    // The thread is the only one that looks at the pace from now on.
    this.looks =
        thread.scheduleWithFixedDelay(this::look, 0, LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  RangeTurns turns() {
    return turns;
  }

  private void look() {
    try (Connection connection = leader.getConnection()) {
      Instant now = clock.instant();
      Pace next = pace.next(LandingLatency.worst(connection, LATELY), now);
      boolean changed = next.ranges() != pace.ranges();
      pace = next;
      turns.permit(next);
      if (changed) {
        LOG.info("backfill {}: {} ranges at once, {}", jobId, next.atOnce(), next.reason());
      }
      if (changed || !now.isBefore(noted.plus(NOTES_EVERY))) {
        noted = now;
        BackfillConduct.notePace(connection, jobId, next.atOnce(), next.reason());
      }
    } catch (SQLException | RuntimeException e) {
      // The pace stays as it is; a database that is away stops the ranges by itself.
      LOG.debug("landings were not looked at", e);
    }
  }

  @Override
  public void close() {
    looks.cancel(false);
    thread.shutdownNow();
  }
}

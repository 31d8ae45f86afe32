package dev.fencepost.streaming.landing;

import dev.fencepost.core.pace.LandingLately;
import dev.fencepost.core.pace.LandingTimes;
import dev.fencepost.core.pace.RecentMillis;
import dev.fencepost.engine.landing.LandingLatency;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.sql.transaction.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the database about once a second how landings fare, in a transaction of its own after a
 * landing: a note must neither prolong the partitions' turns nor fail a landing.
 */
final class LatencyNotes {

  private static final Logger LOG = LoggerFactory.getLogger(LatencyNotes.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LATELY = Duration.ofSeconds(5);

  private final Database database;
  private final String writer = UUID.randomUUID().toString();
  private final RecentMillis landings = new RecentMillis(LATELY);
  private final RecentMillis waits = new RecentMillis(LATELY);
  private @Nullable Instant noted;

  LatencyNotes(Database database) {
    this.database = database.withPatience(Duration.ZERO);
  }

  /** To be told of each landing. */
  void landed(LandingTimes times, Instant now) {
    landings.add(times.landingMillis(), now);
    waits.add(times.waitMillis(), now);
    if (noted != null && now.isBefore(noted.plus(EVERY))) {
      return;
    }
    LandingLately lately =
        new LandingLately(
            new LandingTimes(landings.p95(now).orElseThrow(), waits.p95(now).orElseThrow()),
            landings.percentOfTime(now));
    boolean first = noted == null;
    noted = now;
    try {
      database.transact(
          "note how landings fare",
          tx -> {
            if (first) {
              LandingLatency.forgetOld(tx);
            }
            LandingLatency.note(tx, writer, lately);
            return first;
          });
    } catch (DatabaseException e) {
      LOG.debug("not noted", e);
    }
  }
}

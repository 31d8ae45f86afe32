package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.BackfillRange;
import dev.fencepost.engine.backfill.RangeScan;
import dev.fencepost.engine.backfill.ReadPreference;
import dev.fencepost.engine.backfill.ScanPlace;
import dev.fencepost.engine.backfill.ScanPlans;
import dev.fencepost.engine.follower.FollowerRefused;
import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.transaction.Remedy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scans on a follower, waiting for it where that was asked for. Call it outside of any transaction
 * on the leader, because waiting may take minutes.
 */
final class FollowerScans implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FollowerScans.class);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final FollowerAddress address;
  private final ReadPreference preference;
  private final Duration staleness;
  private final Dialect dialect;
  private final LeaseKeeper keeper;
  private final ReadingNote note;
  private final ScanPlans plans;
  private final InstantSource clock;
  private final StandbyTrust trust;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

  FollowerScans(
      FollowerAddress address,
      BackfillSettings settings,
      Dialect dialect,
      Companions companions,
      InstantSource clock) {
    this.address = address;
    this.preference = settings.readFrom();
    this.staleness = settings.staleness();
    this.dialect = dialect;
    this.keeper = companions.keeper();
    this.note = companions.note();
    this.plans = companions.plans();
    this.clock = clock;
    this.trust = new StandbyTrust(settings.followerPatience());
  }

  /**
   * A scan of the range on a follower that sees the fence; empty when the leader is to be read
   * instead.
   *
   * @throws SQLTransientConnectionException after ten minutes without an answer
   * @throws FollowerRefused when the address leads to no standby of the leader
   */
  Optional<OpenScan> open(BackfillRange range) throws SQLException {
    Instant giveUpAt = clock.instant().plus(BackfillProcess.PATIENCE);
    while (asks()) {
      keeper.requireHeld();
      String lacks;
      try {
        Optional<OpenScan> scan = tryOnce(range);
        if (scan.isPresent()) {
          return scan;
        }
        lacks = "lags behind the fence";
      } catch (SQLException e) {
        if (address.place() != ScanPlace.STANDBY || Remedy.of(e) != Remedy.RETRY) {
          throw e;
        }
        lacks = "is away (" + Failures.describe(e) + ")";
      }
      failed(lacks);
      if (clock.instant().isAfter(giveUpAt)) {
        throw new SQLTransientConnectionException(address.text() + " " + lacks);
      }
      if (asks()) {
        Pause.of(PAUSE);
      }
    }
    return Optional.empty();
  }

  /** To be told when a whole range was read. */
  void worked() {
    if (trust.worked()) {
      note.reads(address.text() + " again, which had been away");
    }
  }

  /** To be told when a scan broke off in the middle. */
  void broke(SQLException failure) {
    failed("broke off (" + Failures.describe(failure) + ")");
  }

  private boolean asks() {
    return !mayUseLeader() || trust.asks(clock.instant());
  }

  /** YugabyteDB's followers are never away: it answers on the leader itself then. */
  private boolean mayUseLeader() {
    return preference == ReadPreference.AUTO && address.place() == ScanPlace.STANDBY;
  }

  private void failed(String lacks) {
    boolean givenUp = trust.failed(clock.instant());
    if (givenUp && mayUseLeader()) {
      note.reads("the leader, because " + address.text() + " " + lacks);
    } else if (givenUp) {
      note.reads(address.text() + ", which " + lacks + ": waiting for it");
    }
  }

  private Optional<OpenScan> tryOnce(BackfillRange range) throws SQLException {
    Connection connection = connection();
    try {
      Optional<OpenScan> scan =
          RangeScan.open(connection, dialect, address.place(), staleness, range, plans)
              .map(found -> new OpenScan(address.place(), connection, found, this::keep));
      if (scan.isEmpty()) {
        keep(connection);
      }
      return scan;
    } catch (SQLException | RuntimeException e) {
      closeAfter(e, connection);
      throw e;
    }
  }

  /** One that an earlier range left, if it still leads to a follower; otherwise a new one. */
  private Connection connection() throws SQLException {
    for (Connection kept = idle.poll(); kept != null; kept = idle.poll()) {
      try {
        address.require(kept);
        return kept;
      } catch (SQLException e) {
        // What has become of the server is found out by connecting to it.
        closeAfter(e, kept);
      } catch (RuntimeException e) {
        closeAfter(e, kept);
        throw e;
      }
    }
    return address.connect();
  }

  /** For the next range; outside of a transaction. */
  private void keep(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    idle.add(connection);
  }

  @Override
  public void close() {
    for (Connection kept = idle.poll(); kept != null; kept = idle.poll()) {
      try {
        kept.close();
      } catch (SQLException e) {
        LOG.debug("a connection was not closed in order", e);
      }
    }
  }

  private static void closeAfter(Exception failure, Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}

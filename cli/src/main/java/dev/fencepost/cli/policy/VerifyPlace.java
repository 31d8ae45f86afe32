package dev.fencepost.cli.policy;

import dev.fencepost.cli.connection.Addresses;
import dev.fencepost.cli.session.Terminal;
import dev.fencepost.engine.follower.FollowerRefused;
import dev.fencepost.engine.follower.LeaderLog;
import dev.fencepost.engine.follower.StandbyCheck;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a verification reads: on the standby when there is one, once it shows all that the leader
 * had committed when the command began; otherwise on the leader.
 */
record VerifyPlace(Addresses addresses, Terminal terminal) {

  /** A standby that is further behind serves backfills, which may wait; a person does not. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration REPEATED_FOR = Duration.ofSeconds(10);

  /** The standby, which shows what was committed when this was called; empty for the leader. */
  Optional<Database> standby() {
    Optional<String> follower = addresses.followerIfKnown();
    // YugabyteDB's followers answer as of some seconds ago, and cannot be waited for.
    if (follower.isEmpty() || addresses.database().dialect().hasFollowerReads()) {
      return Optional.empty();
    }
    ConnectionSource.Settings leader = addresses.databaseSettings();
    ConnectionSource.Settings standby =
        new ConnectionSource.Settings(
            follower.get(), leader.user(), leader.password(), leader.applicationName());
    Optional<String> obstacle = obstacle(leader, standby);
    terminal.say(
        obstacle.map(why -> "reading on the leader: " + why).orElse("reading on the standby"));
    return obstacle.isPresent()
        ? Optional.empty()
        : Optional.of(Database.connecting(standby).withPatience(REPEATED_FOR));
  }

  /** Why the standby cannot be read, if it cannot. */
  private static Optional<String> obstacle(
      ConnectionSource.Settings leader, ConnectionSource.Settings standby) {
    try (Connection there = leader.connect()) {
      StandbyCheck check = StandbyCheck.against(there);
      LeaderLog log = LeaderLog.now(there);
      try (Connection here = standby.connect()) {
        check.require(here);
        return log.isReplayedBy(here, PATIENCE)
            ? Optional.empty()
            : Optional.of("the standby is more than " + PATIENCE.toSeconds() + " s behind");
      }
    } catch (FollowerRefused e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      return Optional.of("the standby did not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the standby", e);
    }
  }
}

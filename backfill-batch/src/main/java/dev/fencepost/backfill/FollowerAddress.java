package dev.fencepost.backfill;

import dev.fencepost.engine.backfill.ReadPreference;
import dev.fencepost.engine.backfill.ScanPlace;
import dev.fencepost.engine.follower.FollowerRefused;
import dev.fencepost.engine.follower.StandbyCheck;
import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.migration.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/**
 * Where followers answer.
 *
 * @param place what they are
 * @param text what they are called in messages
 */
record FollowerAddress(
    ScanPlace place, String text, BackfillSettings settings, Optional<StandbyCheck> check) {

  /**
   * Empty when this run reads on the leader.
   *
   * @param leader outside a transaction
   * @throws FollowerRefused when followers were asked for and there are none
   */
  static Optional<FollowerAddress> of(BackfillSettings settings, Dialect dialect, Connection leader)
      throws SQLException {
    if (settings.readFrom() == ReadPreference.LEADER) {
      return Optional.empty();
    }
    if (dialect.hasFollowerReads()) {
      String text = dialect.displayName() + "'s followers";
      return Optional.of(
          new FollowerAddress(ScanPlace.FOLLOWERS, text, settings, Optional.empty()));
    }
    if (settings.followerUrl() != null) {
      return Optional.of(
          new FollowerAddress(
              ScanPlace.STANDBY,
              "the standby",
              settings,
              Optional.of(StandbyCheck.against(leader))));
    }
    if (settings.readFrom() == ReadPreference.FOLLOWERS) {
      throw new FollowerRefused(
          "followers were asked for, but none is known: name a hot standby in"
              + " FENCEPOST_FOLLOWER_URL, or start the local stack with 'fencepost up --follower'");
    }
    return Optional.empty();
  }

  /** A connection outside a transaction, to a server that is a follower of the leader. */
  Connection connect() throws SQLException {
    String url = settings.followerUrl();
    Properties properties = new Properties();
    properties.setProperty("user", settings.database().user());
    properties.setProperty("password", settings.database().password());
    properties.setProperty("ApplicationName", settings.database().applicationName());
    properties.setProperty("currentSchema", Schema.NAME);
    // A server that stands still must not hold up what waits on the leader for its answer.
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("socketTimeout", "60");
    Connection connection =
        DriverManager.getConnection(url == null ? settings.database().url() : url, properties);
    try {
      require(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Returns when a connection still leads to a follower of the leader.
   *
   * @param connection outside a transaction
   */
  void require(Connection connection) throws SQLException {
    if (check.isPresent()) {
      check.get().require(connection);
    }
  }
}

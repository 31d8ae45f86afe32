package dev.fencepost.engine.follower;

import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Tells a standby of the leader's own database from any other server.
 *
 * @param leaderSystem the identifier that a database and its copies share; empty when the leader
 *     does not tell
 */
public record StandbyCheck(Optional<Long> leaderSystem) {

  private static final String NOT_PERMITTED = "42501";

  /**
   * @param leader outside a transaction
   */
  public static StandbyCheck against(Connection leader) throws SQLException {
    return new StandbyCheck(system(leader));
  }

  /**
   * Returns when the server may be read instead of the leader.
   *
   * @param server outside a transaction
   * @throws FollowerRefused when it is another database, or none that only follows
   */
  public void require(Connection server) throws SQLException {
    Optional<Long> system = system(server);
    if (leaderSystem.isPresent() && system.isPresent() && !system.equals(leaderSystem)) {
      throw new FollowerRefused(
          "FENCEPOST_FOLLOWER_URL leads to another database system than FENCEPOST_DB_URL;"
              + " name a standby of the same one");
    }
    if (!Jdbc.one(server, "SELECT pg_is_in_recovery() AS follows", row -> row.getBoolean(1))) {
      throw new FollowerRefused(
          "FENCEPOST_FOLLOWER_URL leads to a server that is no standby: it takes writes itself;"
              + " name a hot standby, or read with FENCEPOST_BACKFILL_READ=leader");
    }
  }

  private static Optional<Long> system(Connection connection) throws SQLException {
    try {
      return Optional.of(
          Jdbc.one(
              connection,
              "SELECT system_identifier FROM pg_control_system()",
              row -> row.getLong(1)));
    } catch (SQLException e) {
      if (NOT_PERMITTED.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}

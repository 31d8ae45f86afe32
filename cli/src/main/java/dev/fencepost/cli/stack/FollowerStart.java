package dev.fencepost.cli.stack;

import dev.fencepost.local.home.Home;
import dev.fencepost.local.postgres.PostgresServer;
import dev.fencepost.local.postgres.PostgresSettings;
import dev.fencepost.local.postgres.PostgresStandby;
import dev.fencepost.local.process.Lifetime;

/** The local database's standby. */
final class FollowerStart {

  private FollowerStart() {}

  /** Returns when the standby answers and follows; from then on it is kept. */
  static PostgresStandby of(Home home, PostgresServer primary, Lifetime lifetime) {
    PostgresStandby standby =
        PostgresStandby.start(home, primary, PostgresSettings.in(home).withLifetime(lifetime));
    standby.process().keep();
    return standby;
  }
}

package dev.fencepost.engine.landing;

import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sessions of landings that hold a turn without doing anything: their process was frozen, or
 * its network is gone. Their transaction is rolled back, so ending one loses nothing.
 */
final class FrozenLandings {

  /** Sessions of landings carry this in front of their application name. */
  static final String APPLICATION_PREFIX = "fencepost-landing";

  private static final Logger LOG = LoggerFactory.getLogger(FrozenLandings.class);

  private FrozenLandings() {}

  /** How many sessions were ended. */
  static int end(Database database) {
    int ended =
        database.transact(
            "end frozen landings",
            tx ->
                Jdbc.list(
                        tx,
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                          AND application_name LIKE ? AND state LIKE 'idle in transaction%'
                          AND state_change < clock_timestamp() - interval '4 seconds'
                        """,
                        row -> row.getBoolean(1),
                        APPLICATION_PREFIX + "%")
                    .size());
    if (ended > 0) {
      LOG.warn("ended {} sessions of frozen landings", ended);
    }
    return ended;
  }
}

package dev.fencepost.bench.isolation;

import dev.fencepost.bench.stage.Servers;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Blocks of the primary that a backfill's statements about findings touched, in memory or on disk,
 * tables and indexes alike. The backfill connects by a role of its own, so that the primary counts
 * its statements apart from those of the landings.
 *
 * @param scanning by statements that only read findings
 * @param confirming by statements that lock findings and write results
 */
record TouchedBlocks(long scanning, long confirming) {

  static final String LIBRARY = "pg_stat_statements";
  static final String ROLE = "fencepost_backfill";

  /** Makes the role, which may do what the owner may, and the view. */
  static void prepare(Servers servers) throws SQLException {
    servers.administer("CREATE ROLE " + ROLE + " LOGIN IN ROLE " + servers.primary().user());
    servers.administer("CREATE EXTENSION " + LIBRARY);
  }

  /** Forgets what was counted so far. */
  static void forget(Servers servers) throws SQLException {
    servers.administer("SELECT pg_stat_statements_reset()");
  }

  /** Since the last {@link #forget}. */
  static TouchedBlocks read(Servers servers) throws SQLException {
    try (Connection superuser = servers.primary().superuser()) {
      return Jdbc.one(
          superuser,
          """
          SELECT coalesce(sum(blocks) FILTER (WHERE query !~* 'FOR SHARE'), 0)::bigint AS scanning,
            coalesce(sum(blocks) FILTER (WHERE query ~* 'FOR SHARE'), 0)::bigint AS confirming
          FROM (
            SELECT query, shared_blks_hit + shared_blks_read AS blocks
            FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
            WHERE r.rolname = ? AND query ~* '(FROM|JOIN)\\s+findings\\M'
          ) about_findings
          """,
          row -> new TouchedBlocks(row.getLong("scanning"), row.getLong("confirming")),
          ROLE);
    }
  }
}

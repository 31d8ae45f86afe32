package dev.fencepost.engine.fence;

import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The version of a policy that a fence is about to change. */
record CurrentVersion(
    long policyId, String name, int version, PolicyStatus status, long activationId) {

  /**
   * The current versions of policies, with the ranges of their backfills locked: a confirm in
   * flight is waited for, and none begins before the fence is committed.
   */
  static List<CurrentVersion> lockRangesOf(Connection tx, Collection<String> names)
      throws SQLException {
    // The policies' own rows keep two changes of one policy apart while the version is looked up.
    Jdbc.list(
        tx,
        "SELECT policy_id FROM policies WHERE name = ANY (?) ORDER BY policy_id FOR UPDATE",
        row -> row.getLong(1),
        SqlArray.texts(names));
    List<CurrentVersion> current = read(tx, names);
    lockRanges(tx, current.stream().map(CurrentVersion::activationId).distinct().toList());
    // Read again: completing a backfill locks the ranges too and may just have changed the status.
    return read(tx, names);
  }

  private static List<CurrentVersion> read(Connection tx, Collection<String> names)
      throws SQLException {
    return Jdbc.list(
        tx,
        """
        SELECT p.policy_id, p.name, v.version, v.status, v.activation_id
        FROM policies p
        JOIN policy_versions v ON v.policy_id = p.policy_id AND v.version = p.current_version
        WHERE p.name = ANY (?) ORDER BY p.policy_id
        """,
        row ->
            new CurrentVersion(
                row.getLong(1),
                row.getString(2),
                row.getInt(3),
                PolicyStatus.valueOf(row.getString(4)),
                row.getLong(5)),
        SqlArray.texts(names));
  }

  /** Locks every range of activations, in their order. */
  static void lockRanges(Connection tx, Collection<Long> activationIds) throws SQLException {
    Jdbc.list(
        tx,
        """
        SELECT range_no FROM backfill_ranges WHERE activation_id = ANY (?)
        ORDER BY activation_id, range_no FOR UPDATE
        """,
        row -> row.getInt(1),
        SqlArray.bigints(activationIds));
  }
}

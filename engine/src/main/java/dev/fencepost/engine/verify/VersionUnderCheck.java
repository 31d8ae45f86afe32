package dev.fencepost.engine.verify;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.engine.fence.OffsetsJson;
import dev.fencepost.engine.verify.PolicyCheck.Scope;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The current version of a policy.
 *
 * @param bound the cut-off of a version whose backfill runs, or the offsets a frozen one stopped
 *     at; for any other it bounds nothing
 */
record VersionUnderCheck(
    long policyId,
    String policy,
    int version,
    PolicyStatus status,
    String condition,
    Offsets bound) {

  private static final Offsets NO_BOUND = new Offsets(new TreeMap<>());

  /** The policies of these names, or all of them when no name is given, in order of their names. */
  static List<VersionUnderCheck> read(Connection snapshot, List<String> names) throws SQLException {
    return Jdbc.list(
            snapshot,
            """
            SELECT p.policy_id, p.name, v.version, v.status, v.condition,
              coalesce(v.frozen_offsets, v.cutoff_offsets) AS bound
            FROM policies p
            JOIN policy_versions v ON v.policy_id = p.policy_id AND v.version = p.current_version
            ORDER BY p.name
            """,
            VersionUnderCheck::of)
        .stream()
        .filter(version -> names.isEmpty() || names.contains(version.policy()))
        .toList();
  }

  private static VersionUnderCheck of(ResultSet row) throws SQLException {
    @Nullable String bound = row.getString("bound");
    return new VersionUnderCheck(
        row.getLong("policy_id"),
        row.getString("name"),
        row.getInt("version"),
        PolicyStatus.valueOf(row.getString("status")),
        row.getString("condition"),
        bound == null ? NO_BOUND : OffsetsJson.read(bound));
  }

  Scope scope() {
    return switch (status) {
      case ACTIVE -> Scope.ALL;
      case BACKFILLING -> Scope.STREAM_ONLY;
      case FROZEN -> Scope.UNTIL_FREEZE;
      case PAUSED, RETIRED, REPLACED -> Scope.SKIPPED;
    };
  }

  /** For which findings this version answers. */
  Coverage coverage() {
    Scope scope = scope();
    boolean isBounded = scope == Scope.STREAM_ONLY || scope == Scope.UNTIL_FREEZE;
    return new Coverage(scope, isBounded ? bound : NO_BOUND);
  }

  ArmedPolicy armed() {
    return new ArmedPolicy(policyId, version, condition);
  }
}

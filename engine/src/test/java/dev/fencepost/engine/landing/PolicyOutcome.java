package dev.fencepost.engine.landing;

import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.engine.MigratedDatabase;
import dev.fencepost.policy.judge.ArmedPolicy;
import dev.fencepost.policy.judge.CelJudge;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The current version of a policy and what was written for it.
 *
 * @param results every row of the policy, as text
 * @param openIds the findings with an open result
 * @param matching the findings that CEL says match, as they are now
 */
record PolicyOutcome(
    String name,
    int version,
    PolicyStatus status,
    List<String> results,
    Set<String> openIds,
    Set<String> matching) {

  private static final String CURRENT =
      """
      policies p
      JOIN policy_versions v ON v.policy_id = p.policy_id AND v.version = p.current_version
      """;

  private record Version(ArmedPolicy policy, PolicyStatus status) {}

  static List<String> names(MigratedDatabase db) throws SQLException {
    return ask(db, "");
  }

  /** The policies that landings do not judge by, at present or for ever. */
  static List<String> unarmed(MigratedDatabase db) throws SQLException {
    return ask(db, "WHERE v.status NOT IN ('BACKFILLING', 'ACTIVE')");
  }

  private static List<String> ask(MigratedDatabase db, String where) throws SQLException {
    return Jdbc.list(
        db.asking(),
        "SELECT p.name FROM " + CURRENT + where + " ORDER BY p.name",
        row -> row.getString("name"));
  }

  static PolicyOutcome of(MigratedDatabase db, String name) throws SQLException {
    Connection connection = db.asking();
    Version version =
        Jdbc.one(
            connection,
            "SELECT p.policy_id, v.version, v.condition, v.status FROM "
                + CURRENT
                + "WHERE p.name = ?",
            PolicyOutcome::version,
            name);
    CelJudge judge = CelJudge.of(List.of(version.policy));
    Set<String> matching = new TreeSet<>();
    StreamTruth.live(connection).stream()
        .map(StreamTruth.Landed::finding)
        .filter(finding -> !judge.judge(finding).matching().isEmpty())
        .forEach(finding -> matching.add(finding.id()));
    return new PolicyOutcome(
        name,
        version.policy.version(),
        version.status,
        results(connection, version, "r::text", ""),
        new TreeSet<>(results(connection, version, "r.finding_id", "AND r.open")),
        matching);
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        new ArmedPolicy(
            row.getLong("policy_id"), row.getInt("version"), row.getString("condition")),
        PolicyStatus.valueOf(row.getString("status")));
  }

  private static List<String> results(
      Connection connection, Version version, String column, String more) throws SQLException {
    return Jdbc.list(
        connection,
        "SELECT "
            + column
            + " FROM policy_results r WHERE r.policy_id = ? "
            + more
            + " ORDER BY r.finding_id",
        row -> row.getString(1),
        version.policy.policyId());
  }
}

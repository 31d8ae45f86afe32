package dev.fencepost.engine.review;

import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.engine.fence.PolicyDraft;
import dev.fencepost.engine.fence.UnknownPolicyException;
import dev.fencepost.engine.record.LabelsJson;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.transaction.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Policies and their results. */
public final class PolicyCatalog {

  private static final String SELECT =
      """
      SELECT p.policy_id, p.name, v.version, v.status, v.condition, v.requires_streaming_updates,
        v.severity, v.description, v.labels::text AS labels, v.content_hash, v.generation,
        v.activation_time, a.job_id, v.backfilled_at, v.caught_up_at, v.evaluation_errors,
        coalesce(r.open, 0) AS open, coalesce(r.closed, 0) AS closed,
        coalesce(r.by_backfill, 0) AS by_backfill, coalesce(r.by_stream, 0) AS by_stream
      FROM policies p
      JOIN policy_versions v ON v.policy_id = p.policy_id AND v.version = p.current_version
      JOIN policy_activations a ON a.activation_id = v.activation_id
      LEFT JOIN (
        SELECT policy_id, count(*) FILTER (WHERE open) AS open,
          count(*) FILTER (WHERE NOT open) AS closed,
          count(*) FILTER (WHERE open AND origin = 'BACKFILL') AS by_backfill,
          count(*) FILTER (WHERE open AND origin = 'STREAM') AS by_stream
        FROM policy_results GROUP BY policy_id) r ON r.policy_id = p.policy_id
      """;

  private final Database database;

  public PolicyCatalog(Database database) {
    this.database = database;
  }

  /** All of them, by name. */
  public List<PolicyState> list() {
    return database.transact(
        "list the policies", tx -> Jdbc.list(tx, SELECT + "ORDER BY p.name", PolicyCatalog::state));
  }

  /**
   * One of them.
   *
   * @throws UnknownPolicyException when there is none of that name
   */
  public PolicyState get(String name) {
    return database
        .transact(
            "read a policy",
            tx -> Jdbc.first(tx, SELECT + "WHERE p.name = ?", PolicyCatalog::state, name))
        .orElseThrow(() -> new UnknownPolicyException(name));
  }

  /**
   * Results of a policy, by the finding's id.
   *
   * @param open null for open and closed ones
   * @param most how many
   */
  public List<PolicyResult> results(String name, @Nullable Boolean open, int most) {
    long policyId = get(name).policyId();
    return database.transact(
        "list the results",
        tx ->
            Jdbc.list(
                tx,
                """
                SELECT r.finding_id, f.info_type, f.confidence, f.match_count, f.datasource,
                  f.object_path, f.field, r.open, r.origin, r.policy_version, r.opened_at,
                  r.updated_at
                FROM policy_results r JOIN findings f ON f.finding_id = r.finding_id
                WHERE r.policy_id = ? AND (?::boolean IS NULL OR r.open = ?::boolean)
                ORDER BY r.finding_id LIMIT ?
                """,
                PolicyCatalog::result,
                policyId,
                open,
                open,
                most));
  }

  /**
   * Changes what decides no verdict: severity, description, labels. Nothing is judged again.
   *
   * @throws UnknownPolicyException when there is none of that name
   */
  public void describe(PolicyDraft draft, String actor, @Nullable String reason) {
    database.transact(
        "describe a policy",
        tx -> {
          int changed =
              Jdbc.update(
                  tx,
                  """
                  UPDATE policy_versions v
                  SET severity = ?, description = ?, labels = ?::jsonb, content_hash = ?
                  FROM policies p
                  WHERE p.name = ? AND v.policy_id = p.policy_id AND v.version = p.current_version
                  """,
                  draft.severity(),
                  draft.description(),
                  LabelsJson.write(draft.labels()),
                  draft.contentHash(),
                  draft.name());
          if (changed == 0) {
            throw new UnknownPolicyException(draft.name());
          }
          return Jdbc.update(
              tx,
              "INSERT INTO audit_log (actor, action, subject, reason) VALUES (?, ?, ?, ?)",
              actor,
              "describe",
              draft.name(),
              reason);
        });
  }

  private static PolicyState state(ResultSet row) throws SQLException {
    long job = row.getLong("job_id");
    @Nullable Long backfillJob = row.wasNull() ? null : job;
    return new PolicyState(
        row.getLong("policy_id"),
        row.getString("name"),
        row.getInt("version"),
        PolicyStatus.valueOf(row.getString("status")),
        row.getString("condition"),
        row.getBoolean("requires_streaming_updates"),
        row.getString("severity"),
        row.getString("description"),
        LabelsJson.read(row.getString("labels")),
        row.getString("content_hash"),
        row.getLong("generation"),
        row.getObject("activation_time", OffsetDateTime.class).toInstant(),
        backfillJob,
        instantOrNull(row, "backfilled_at"),
        instantOrNull(row, "caught_up_at"),
        row.getLong("evaluation_errors"),
        new ResultCounts(
            row.getLong("open"),
            row.getLong("closed"),
            row.getLong("by_backfill"),
            row.getLong("by_stream")));
  }

  private static PolicyResult result(ResultSet row) throws SQLException {
    return new PolicyResult(
        row.getString("finding_id"),
        row.getString("info_type"),
        row.getDouble("confidence"),
        row.getLong("match_count"),
        row.getString("datasource"),
        row.getString("object_path"),
        row.getString("field"),
        row.getBoolean("open"),
        row.getString("origin"),
        row.getInt("policy_version"),
        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}

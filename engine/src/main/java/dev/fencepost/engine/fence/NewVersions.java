package dev.fencepost.engine.fence;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.engine.record.LabelsJson;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.jdbc.SqlArray;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The policy versions of one activation. Every landing waits while they are written, so however
 * many there are, they take the same few statements.
 */
record NewVersions(
    ActivationRequest request, long activationId, long generation, Instant at, Offsets cutoffs) {

  /**
   * Adds a version of each policy and replaces the one before it.
   *
   * @param current the versions so far of those policies that exist, by name
   * @return in the order of the request
   */
  List<Activation.Version> add(Connection tx, Map<String, CurrentVersion> current)
      throws SQLException {
    Map<String, Long> created = create(tx, current);
    replace(tx, current.values());
    List<Activation.Version> versions =
        request.policies().stream()
            .map(draft -> version(draft.name(), current.get(draft.name()), created))
            .toList();
    store(tx, versions);
    audit(tx, versions);
    return versions;
  }

  private static Activation.Version version(
      String name, @Nullable CurrentVersion current, Map<String, Long> created) {
    return current == null
        ? new Activation.Version(created.getOrDefault(name, 0L), name, 1)
        : new Activation.Version(current.policyId(), name, current.version() + 1);
  }

  /** Policies that do not exist yet; their ids ascend in the order of the request. */
  private Map<String, Long> create(Connection tx, Map<String, CurrentVersion> current)
      throws SQLException {
    List<String> names =
        request.policies().stream()
            .map(PolicyDraft::name)
            .filter(name -> !current.containsKey(name))
            .toList();
    if (names.isEmpty()) {
      return Map.of();
    }
    record Created(String name, long id) {}
    return Jdbc.list(
            tx,
            """
            INSERT INTO policies (name, current_version)
            SELECT n.name, 1 FROM unnest(?) WITH ORDINALITY AS n(name, place) ORDER BY n.place
            RETURNING name, policy_id
            """,
            row -> new Created(row.getString(1), row.getLong(2)),
            SqlArray.texts(names))
        .stream()
        .collect(Collectors.toMap(Created::name, Created::id));
  }

  private static void replace(Connection tx, Collection<CurrentVersion> current)
      throws SQLException {
    if (current.isEmpty()) {
      return;
    }
    SqlArray ids = SqlArray.bigints(current.stream().map(CurrentVersion::policyId).toList());
    SqlArray versions = SqlArray.ints(current.stream().map(CurrentVersion::version).toList());
    Jdbc.update(
        tx,
        """
        UPDATE policy_versions v SET status = ?, frozen_offsets = NULL
        FROM unnest(?, ?) AS c(policy_id, version)
        WHERE v.policy_id = c.policy_id AND v.version = c.version
        """,
        PolicyStatus.REPLACED,
        ids,
        versions);
    Jdbc.update(
        tx,
        """
        UPDATE policies p SET current_version = c.version + 1
        FROM unnest(?, ?) AS c(policy_id, version) WHERE p.policy_id = c.policy_id
        """,
        ids,
        versions);
  }

  private void store(Connection tx, List<Activation.Version> versions) throws SQLException {
    Offsets ends = request.brokerEnds();
    Jdbc.update(
        tx,
        """
        INSERT INTO policy_versions (policy_id, version, activation_id, generation, status, condition,
          requires_streaming_updates, severity, description, labels, content_hash, language_level,
          activation_time, cutoff_offsets, broker_end_offsets, request_id)
        SELECT n.policy_id, n.version, ?, ?, ?, n.condition, n.requires_streaming_updates, n.severity,
          n.description, n.labels::jsonb, n.content_hash, n.language_level, ?, ?::jsonb, ?::jsonb, ?
        FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) AS n(policy_id, version, condition,
          requires_streaming_updates, severity, description, labels, content_hash, language_level)
        """,
        activationId,
        generation,
        PolicyStatus.BACKFILLING,
        at,
        OffsetsJson.write(cutoffs),
        ends == null ? null : OffsetsJson.write(ends),
        request.requestId(),
        SqlArray.bigints(versions.stream().map(Activation.Version::policyId).toList()),
        SqlArray.ints(versions.stream().map(Activation.Version::version).toList()),
        texts(PolicyDraft::condition),
        SqlArray.booleans(
            request.policies().stream().map(PolicyDraft::requiresStreamingUpdates).toList()),
        texts(PolicyDraft::severity),
        texts(PolicyDraft::description),
        texts(draft -> LabelsJson.write(draft.labels())),
        texts(PolicyDraft::contentHash),
        SqlArray.ints(request.policies().stream().map(PolicyDraft::languageLevel).toList()));
  }

  private SqlArray texts(Function<PolicyDraft, String> text) {
    return SqlArray.texts(request.policies().stream().map(text).toList());
  }

  private void audit(Connection tx, List<Activation.Version> versions) throws SQLException {
    Jdbc.update(
        tx,
        """
        INSERT INTO audit_log (actor, action, subject, reason, detail)
        SELECT ?, 'apply', n.name, ?, jsonb_build_object('version', n.version, 'generation', ?)
        FROM unnest(?, ?) WITH ORDINALITY AS n(name, version, place) ORDER BY n.place
        """,
        request.actor(),
        request.reason(),
        generation,
        SqlArray.texts(versions.stream().map(Activation.Version::name).toList()),
        SqlArray.ints(versions.stream().map(Activation.Version::version).toList()));
  }
}

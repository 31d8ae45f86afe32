package dev.fencepost.engine.fence;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.core.policy.PolicyStatus;
import dev.fencepost.engine.record.LabelsJson;
import dev.fencepost.policy.condition.Condition;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what a fence decided: the activation, its policy versions and its backfill job. */
final class ActivationStore {

  private ActivationStore() {}

  private record Row(
      long activationId,
      long jobId,
      long generation,
      Instant at,
      List<Activation.Version> versions) {}

  static Optional<Activation> find(Connection tx, String requestId) throws SQLException {
    Optional<Row> row =
        Jdbc.first(
            tx,
            """
            SELECT activation_id, job_id, generation, activation_time
            FROM policy_activations WHERE request_id = ?
            """,
            r ->
                new Row(
                    r.getLong(1),
                    r.getLong(2),
                    r.getLong(3),
                    r.getObject(4, OffsetDateTime.class).toInstant(),
                    List.of()),
            requestId);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    record Stored(Activation.Version version, String cutoffs) {}
    List<Stored> stored =
        Jdbc.list(
            tx,
            """
            SELECT v.policy_id, p.name, v.version, v.cutoff_offsets
            FROM policy_versions v JOIN policies p ON p.policy_id = v.policy_id
            WHERE v.activation_id = ? ORDER BY v.policy_id
            """,
            r ->
                new Stored(
                    new Activation.Version(r.getLong(1), r.getString(2), r.getInt(3)),
                    r.getString(4)),
            row.get().activationId);
    Row found = row.get();
    return Optional.of(
        new Activation(
            found.activationId,
            found.jobId,
            found.generation,
            found.at,
            OffsetsJson.read(stored.get(0).cutoffs),
            stored.stream().map(Stored::version).toList()));
  }

  static Activation add(
      Connection tx, ActivationRequest request, GenerationTurn turn, List<CurrentVersion> replaced)
      throws SQLException {
    Map<String, CurrentVersion> current =
        replaced.stream().collect(Collectors.toMap(CurrentVersion::name, Function.identity()));
    Offsets cutoffs = Offsets.cutoffsOf(turn.nextOffsets());
    Instant now =
        Jdbc.one(
            tx,
            "SELECT clock_timestamp()",
            row -> row.getObject(1, OffsetDateTime.class).toInstant());
    Row row = addActivation(tx, request, turn.generation(), now);
    List<Activation.Version> versions = new ArrayList<>();
    for (PolicyDraft draft : request.policies()) {
      Activation.Version version = policyVersion(tx, draft, current.get(draft.name()));
      versions.add(version);
      addVersion(tx, request, draft, version, row, cutoffs);
    }
    audit(tx, request, versions, turn.generation());
    return new Activation(row.activationId, row.jobId, turn.generation(), now, cutoffs, versions);
  }

  private static Row addActivation(
      Connection tx, ActivationRequest request, long generation, Instant now) throws SQLException {
    long activationId =
        Jdbc.one(
            tx,
            """
            INSERT INTO policy_activations (request_id, generation, activation_time, actor, reason)
            VALUES (?, ?, ?, ?, ?) RETURNING activation_id
            """,
            row -> row.getLong(1),
            request.requestId(),
            generation,
            now,
            request.actor(),
            request.reason());
    long jobId =
        Jdbc.one(
            tx,
            """
            INSERT INTO jobs (kind, status, configuration)
            VALUES ('BACKFILL', 'QUEUED', jsonb_build_object('activation_id', ?)) RETURNING job_id
            """,
            row -> row.getLong(1),
            activationId);
    Jdbc.update(
        tx,
        "UPDATE policy_activations SET job_id = ? WHERE activation_id = ?",
        jobId,
        activationId);
    return new Row(activationId, jobId, generation, now, List.of());
  }

  private static Activation.Version policyVersion(
      Connection tx, PolicyDraft draft, @Nullable CurrentVersion current) throws SQLException {
    if (current == null) {
      long policyId =
          Jdbc.one(
              tx,
              "INSERT INTO policies (name, current_version) VALUES (?, 1) RETURNING policy_id",
              row -> row.getLong(1),
              draft.name());
      return new Activation.Version(policyId, draft.name(), 1);
    }
    Jdbc.update(
        tx,
        """
        UPDATE policy_versions SET status = ?, frozen_offsets = NULL
        WHERE policy_id = ? AND version = ?
        """,
        PolicyStatus.REPLACED,
        current.policyId(),
        current.version());
    int next = current.version() + 1;
    Jdbc.update(
        tx,
        "UPDATE policies SET current_version = ? WHERE policy_id = ?",
        next,
        current.policyId());
    return new Activation.Version(current.policyId(), draft.name(), next);
  }

  private static void addVersion(
      Connection tx,
      ActivationRequest request,
      PolicyDraft draft,
      Activation.Version version,
      Row activation,
      Offsets cutoffs)
      throws SQLException {
    Offsets ends = request.brokerEnds();
    Jdbc.update(
        tx,
        """
        INSERT INTO policy_versions (policy_id, version, activation_id, generation, status, condition,
          requires_streaming_updates, severity, description, labels, content_hash, language_level,
          activation_time, cutoff_offsets, broker_end_offsets, request_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?::jsonb, ?::jsonb, ?)
        """,
        version.policyId(),
        version.version(),
        activation.activationId,
        activation.generation,
        PolicyStatus.BACKFILLING,
        draft.condition(),
        draft.requiresStreamingUpdates(),
        draft.severity(),
        draft.description(),
        LabelsJson.write(draft.labels()),
        draft.contentHash(),
        Condition.LANGUAGE_LEVEL,
        activation.at,
        OffsetsJson.write(cutoffs),
        ends == null ? null : OffsetsJson.write(ends),
        request.requestId());
  }

  private static void audit(
      Connection tx, ActivationRequest request, List<Activation.Version> versions, long generation)
      throws SQLException {
    for (Activation.Version version : versions) {
      Jdbc.update(
          tx,
          """
          INSERT INTO audit_log (actor, action, subject, reason, detail)
          VALUES (?, 'apply', ?, ?, jsonb_build_object('version', ?, 'generation', ?))
          """,
          request.actor(),
          version.name(),
          request.reason(),
          version.version(),
          generation);
    }
  }
}

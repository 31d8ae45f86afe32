package dev.fencepost.engine.fence;

import dev.fencepost.core.fence.Offsets;
import dev.fencepost.sql.jdbc.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes what a fence decided: the activation, its backfill job, and its policy versions. */
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
    NewVersions rows = new NewVersions(request, row.activationId, turn.generation(), now, cutoffs);
    List<Activation.Version> versions = rows.add(tx, current);
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
}

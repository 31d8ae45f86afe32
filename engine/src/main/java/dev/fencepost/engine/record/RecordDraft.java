package dev.fencepost.engine.record;

import com.fasterxml.jackson.core.JsonParser;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.core.landing.Incoming;
import dev.fencepost.core.landing.Payload;
import dev.fencepost.core.landing.Rejection.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a record as they come, until it is known what it is. */
final class RecordDraft {

  private @Nullable String markerType;
  private @Nullable String findingId;
  private @Nullable Long taskId;
  private @Nullable Long jobId;
  private @Nullable Integer attempt;
  private @Nullable Long scanEpoch;
  private @Nullable Long records;
  private @Nullable Long failures;
  private @Nullable String datasource;
  private @Nullable String nodeGroup;
  private @Nullable String infoType;
  private @Nullable Double confidence;
  private @Nullable Long matchCount;
  private @Nullable String objectPath;
  private @Nullable String field;
  private @Nullable Map<String, String> labels;
  private @Nullable Instant discoveredAt;
  private @Nullable Boolean deleted;
  private @Nullable ObjectAttributes object;

  void take(String name, JsonParser json, Repeats repeats) throws IOException, Rejected {
    if (has(name)) {
      throw RecordFields.namedTwice();
    }
    switch (name) {
      case "marker_type" ->
          markerType = RecordFields.filledText(json, name, RecordLimits.SHORT_TEXT);
      case "finding_id" -> findingId = RecordFields.filledText(json, name, RecordLimits.FINDING_ID);
      case "task_id" -> taskId = RecordFields.integer(json, name, 1);
      case "job_id" -> jobId = RecordFields.integer(json, name, 1);
      case "attempt" -> attempt = RecordFields.attempt(json);
      case "scan_epoch" -> scanEpoch = RecordFields.integer(json, name, 0);
      case "records" -> records = RecordFields.integer(json, name, 0);
      case "failures" -> failures = RecordFields.integer(json, name, 0);
      case "datasource" ->
          datasource = RecordFields.filledText(json, repeats, name, RecordLimits.DATASOURCE);
      case "node_group" ->
          nodeGroup = RecordFields.text(json, repeats, name, RecordLimits.SHORT_TEXT);
      case "info_type" ->
          infoType = RecordFields.filledText(json, repeats, name, RecordLimits.SHORT_TEXT);
      case "confidence" -> confidence = RecordFields.confidence(json);
      case "match_count" -> matchCount = RecordFields.integer(json, name, 1);
      case "object_path" -> objectPath = RecordFields.text(json, name, RecordLimits.OBJECT_PATH);
      case "field" -> field = RecordFields.text(json, repeats, name, RecordLimits.FIELD);
      case "labels" -> labels = RecordFields.labels(json, repeats);
      case "discovered_at" -> discoveredAt = RecordFields.instant(json, name);
      case "deleted" -> deleted = RecordFields.flag(json, name);
      case "object" -> object = ObjectFields.read(json, repeats);
      // The name itself comes from the producer and may hold anything, so it is not repeated.
      default -> throw new Rejected(Reason.UNKNOWN_FIELD, "a field that is not published");
    }
  }

  /** The parser could find a name that comes twice too, at twice the cost of reading. */
  private boolean has(String name) {
    return switch (name) {
      case "marker_type" -> markerType != null;
      case "finding_id" -> findingId != null;
      case "task_id" -> taskId != null;
      case "job_id" -> jobId != null;
      case "attempt" -> attempt != null;
      case "scan_epoch" -> scanEpoch != null;
      case "records" -> records != null;
      case "failures" -> failures != null;
      case "datasource" -> datasource != null;
      case "node_group" -> nodeGroup != null;
      case "info_type" -> infoType != null;
      case "confidence" -> confidence != null;
      case "match_count" -> matchCount != null;
      case "object_path" -> objectPath != null;
      case "field" -> field != null;
      case "labels" -> labels != null;
      case "discovered_at" -> discoveredAt != null;
      case "deleted" -> deleted != null;
      case "object" -> object != null;
      default -> false;
    };
  }

  Incoming finish(long offset, Payload payload) throws Rejected {
    if (markerType != null) {
      return marker(markerType, offset, payload);
    }
    if (records != null || failures != null) {
      throw new Rejected(Reason.UNKNOWN_FIELD, "records and failures belong to markers");
    }
    if (object != null) {
      return object(object, offset, payload);
    }
    boolean isDeletion = deleted != null && deleted;
    return new Incoming.FindingRecord(
        offset, origin(), isDeletion ? deletion() : finding(), isDeletion, payload);
  }

  private Incoming object(ObjectAttributes attributes, long offset, Payload payload)
      throws Rejected {
    if (Stream.of(
            findingId,
            nodeGroup,
            infoType,
            confidence,
            matchCount,
            field,
            labels,
            discoveredAt,
            deleted)
        .anyMatch(Objects::nonNull)) {
      throw new Rejected(Reason.UNKNOWN_FIELD, "an object with the fields of a finding");
    }
    Incoming.Origin origin = origin();
    if (origin == null) {
      throw new Rejected(Reason.MISSING_FIELD, "task_id is missing: objects are seen by scans");
    }
    return new Incoming.ObjectRecord(
        offset,
        origin,
        required(datasource, "datasource"),
        required(objectPath, "object_path"),
        attributes,
        payload);
  }

  private Incoming marker(String type, long offset, Payload payload) throws Rejected {
    if (!type.equals("END_TASK") && !type.equals("END_OF_JOBUNIT")) {
      throw new Rejected(Reason.UNKNOWN_MARKER, "neither END_TASK nor END_OF_JOBUNIT");
    }
    if (Stream.of(
            findingId,
            scanEpoch,
            datasource,
            nodeGroup,
            infoType,
            confidence,
            matchCount,
            objectPath,
            field,
            labels,
            discoveredAt,
            deleted,
            object)
        .anyMatch(Objects::nonNull)) {
      throw new Rejected(Reason.UNKNOWN_FIELD, "a marker with the fields of a finding");
    }
    return new Incoming.EndMarker(
        offset,
        required(taskId, "task_id"),
        required(jobId, "job_id"),
        attempt == null ? 1 : attempt,
        records,
        failures == null ? 0 : failures,
        payload);
  }

  private Incoming.@Nullable Origin origin() throws Rejected {
    if (taskId == null) {
      if (jobId != null || attempt != null || (scanEpoch != null && scanEpoch != 0)) {
        throw new Rejected(Reason.MISSING_FIELD, "task_id is missing");
      }
      return null;
    }
    long epoch = required(scanEpoch, "scan_epoch");
    if (epoch < 1) {
      throw new Rejected(Reason.OUT_OF_RANGE, "scan_epoch of a task is at least 1");
    }
    return new Incoming.Origin(
        taskId, required(jobId, "job_id"), attempt == null ? 1 : attempt, epoch);
  }

  private Finding finding() throws Rejected {
    return new Finding(
        required(findingId, "finding_id"),
        required(infoType, "info_type"),
        required(confidence, "confidence"),
        matchCount == null ? 1 : matchCount,
        required(datasource, "datasource"),
        nodeGroup == null ? "default" : nodeGroup,
        required(objectPath, "object_path"),
        field == null ? "" : field,
        labels == null ? Map.of() : labels,
        required(discoveredAt, "discovered_at"));
  }

  /** A deletion names the finding; what else it says is stored but never judged. */
  private Finding deletion() throws Rejected {
    return new Finding(
        required(findingId, "finding_id"),
        infoType == null ? "" : infoType,
        confidence == null ? 0 : confidence,
        matchCount == null ? 1 : matchCount,
        required(datasource, "datasource"),
        nodeGroup == null ? "default" : nodeGroup,
        objectPath == null ? "" : objectPath,
        field == null ? "" : field,
        labels == null ? Map.of() : labels,
        discoveredAt == null ? Instant.EPOCH : discoveredAt);
  }

  private static <T> T required(@Nullable T value, String name) throws Rejected {
    if (value == null) {
      throw new Rejected(Reason.MISSING_FIELD, name + " is missing");
    }
    return value;
  }
}

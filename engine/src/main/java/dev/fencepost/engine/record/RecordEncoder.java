package dev.fencepost.engine.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.finding.ObjectAttributes;
import dev.fencepost.core.landing.Incoming.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the records of the topics as the published schema says. Thread-safe. */
public final class RecordEncoder {

  private static final JsonFactory JSON = new JsonFactory();

  /** A finding or its deletion; without an origin it belongs to no scan. */
  public byte[] finding(Finding finding, @Nullable Origin origin, boolean deleted) {
    return object(
        json -> {
          json.writeStringField("finding_id", finding.id());
          if (origin != null) {
            write(json, origin);
          }
          json.writeStringField("datasource", finding.datasource());
          json.writeStringField("node_group", finding.nodeGroup());
          if (deleted) {
            json.writeBooleanField("deleted", true);
            return;
          }
          json.writeStringField("info_type", finding.infoType());
          json.writeNumberField("confidence", finding.confidence());
          json.writeNumberField("match_count", finding.matchCount());
          json.writeStringField("object_path", finding.objectPath());
          json.writeStringField("field", finding.field());
          write(json, finding.labels());
          json.writeStringField("discovered_at", finding.discoveredAt().toString());
        });
  }

  /** What a scan saw of an object. */
  public byte[] objectSeen(
      String datasource, String objectPath, ObjectAttributes attributes, Origin origin) {
    return object(
        json -> {
          write(json, origin);
          json.writeStringField("datasource", datasource);
          json.writeStringField("object_path", objectPath);
          json.writeObjectFieldStart("object");
          json.writeNumberField("size", attributes.size());
          json.writeStringField("type", attributes.type());
          json.writeStringField("owner", attributes.owner());
          json.writeStringField("modified_at", attributes.modifiedAt().toString());
          write(json, attributes.labels());
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Origin origin) throws IOException {
    json.writeNumberField("task_id", origin.taskId());
    json.writeNumberField("job_id", origin.jobId());
    json.writeNumberField("attempt", origin.attempt());
    json.writeNumberField("scan_epoch", origin.scanEpoch());
  }

  private static void write(JsonGenerator json, Map<String, String> labels) throws IOException {
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
  }

  /** The last record of a task's attempt. */
  public byte[] endTask(long taskId, long jobId, int attempt, long records, long failures) {
    return end(taskId, jobId, attempt, records, failures);
  }

  /** The last record of an attempt whose records nobody counted. */
  public byte[] endTaskUncounted(long taskId, long jobId, int attempt, long failures) {
    return end(taskId, jobId, attempt, null, failures);
  }

  private static byte[] end(
      long taskId, long jobId, int attempt, @Nullable Long records, long failures) {
    return object(
        json -> {
          json.writeStringField("marker_type", "END_TASK");
          json.writeNumberField("task_id", taskId);
          json.writeNumberField("job_id", jobId);
          json.writeNumberField("attempt", attempt);
          if (records != null) {
            json.writeNumberField("records", records);
          }
          json.writeNumberField("failures", failures);
        });
  }

  /** Tells the completion monitor that all tasks of a job are final. */
  public byte[] endJob(long jobId) {
    return object(
        json -> {
          json.writeStringField("marker_type", "END_JOB");
          json.writeNumberField("job_id", jobId);
        });
  }

  @FunctionalInterface
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] object(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}

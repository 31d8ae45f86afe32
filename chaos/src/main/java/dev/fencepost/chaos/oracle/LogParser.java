package dev.fencepost.chaos.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fencepost.chaos.history.DirectRecords;
import dev.fencepost.chaos.oracle.LogRecord.Bad;
import dev.fencepost.chaos.oracle.LogRecord.End;
import dev.fencepost.chaos.oracle.LogRecord.Found;
import dev.fencepost.chaos.oracle.LogRecord.Origin;
import dev.fencepost.chaos.oracle.LogRecord.Seen;
import dev.fencepost.core.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records with nothing of the product's own decoder. */
final class LogParser {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LogParser() {}

  static LogRecord parse(ConsumerRecord<byte[], byte[]> record) {
    if (record.headers().lastHeader(DirectRecords.SPOILT) != null) {
      return new Bad(record.partition(), record.offset());
    }
    try {
      JsonNode json = JSON.readTree(record.value());
      if (json.has("marker_type")) {
        return end(record, json);
      }
      return json.has("object") ? seen(record, json) : found(record, json);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "a record that nobody spoilt is unreadable: partition "
              + record.partition()
              + ", offset "
              + record.offset(),
          e);
    }
  }

  private static End end(ConsumerRecord<byte[], byte[]> record, JsonNode json) {
    return new End(
        record.partition(),
        record.offset(),
        json.get("task_id").asLong(),
        json.path("attempt").asInt(1),
        json.get("records").asLong(),
        json.path("failures").asLong(0));
  }

  private static Found found(ConsumerRecord<byte[], byte[]> record, JsonNode json) {
    boolean deleted = json.path("deleted").asBoolean(false);
    TreeMap<String, String> labels = new TreeMap<>();
    json.path("labels").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    Finding finding =
        new Finding(
            json.get("finding_id").asText(),
            json.path("info_type").asText(""),
            json.path("confidence").asDouble(0),
            json.path("match_count").asLong(1),
            json.get("datasource").asText(),
            json.path("node_group").asText("default"),
            json.path("object_path").asText(""),
            json.path("field").asText(""),
            labels,
            Instant.parse(json.path("discovered_at").asText("1970-01-01T00:00:00Z")));
    Origin origin = json.has("task_id") ? origin(json) : null;
    return new Found(record.partition(), record.offset(), finding, deleted, origin);
  }

  private static Seen seen(ConsumerRecord<byte[], byte[]> record, JsonNode json) {
    return new Seen(
        record.partition(),
        record.offset(),
        json.get("datasource").asText(),
        json.get("object_path").asText(),
        origin(json));
  }

  private static Origin origin(JsonNode json) {
    return new Origin(
        json.get("task_id").asLong(),
        json.path("attempt").asInt(1),
        json.get("scan_epoch").asLong());
  }
}

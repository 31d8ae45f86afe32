package dev.fencepost.bench.connect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of the findings table of a record's bytes, in one step: converting by a schema and
 * adding the columns afterwards would cost the peer more. Markers are left out.
 */
public final class FindingRows implements Transformation<SinkRecord> {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Schema LABELS =
      SchemaBuilder.string().name("io.debezium.data.Json").version(1).build();
  private static final Schema TIME =
      SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp").version(1).build();
  private static final Schema ROW =
      SchemaBuilder.struct()
          .name("finding")
          .field("finding_id", Schema.STRING_SCHEMA)
          .field("info_type", Schema.STRING_SCHEMA)
          .field("confidence", Schema.FLOAT64_SCHEMA)
          .field("match_count", Schema.INT64_SCHEMA)
          .field("datasource", Schema.STRING_SCHEMA)
          .field("node_group", Schema.STRING_SCHEMA)
          .field("object_path", Schema.STRING_SCHEMA)
          .field("field", Schema.STRING_SCHEMA)
          .field("labels", LABELS)
          .field("discovered_at", TIME)
          .field("scan_epoch", Schema.INT64_SCHEMA)
          .field("source_no", Schema.INT32_SCHEMA)
          .field("source_partition", Schema.INT32_SCHEMA)
          .field("source_offset", Schema.INT64_SCHEMA)
          .field("task_id", Schema.INT64_SCHEMA)
          .field("attempt", Schema.INT32_SCHEMA)
          .field("deleted", Schema.BOOLEAN_SCHEMA)
          .field("ingested_at", TIME)
          .build();

  @Override
  public @Nullable SinkRecord apply(SinkRecord record) {
    Struct row = new Struct(ROW);
    try (JsonParser json = JSON.createParser((byte[]) record.value())) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("marker_type")) {
          return null;
        }
        take(row, name, json);
      }
    } catch (IOException e) {
      throw new DataException("a record that is no finding", e);
    }
    row.put("source_no", 1)
        .put("source_partition", record.kafkaPartition())
        .put("source_offset", record.kafkaOffset())
        .put("deleted", false)
        .put("ingested_at", OffsetDateTime.now(ZoneOffset.UTC).toString());
    return record.newRecord(
        record.topic(), record.kafkaPartition(), null, null, ROW, row, record.timestamp());
  }

  private static void take(Struct row, String name, JsonParser json) throws IOException {
    switch (name) {
      case "job_id" -> json.getLongValue();
      case "task_id", "scan_epoch", "match_count" -> row.put(name, json.getLongValue());
      case "attempt" -> row.put(name, json.getIntValue());
      case "confidence" -> row.put(name, json.getDoubleValue());
      case "labels" -> row.put(name, text(json));
      default -> row.put(name, json.getText());
    }
  }

  private static String text(JsonParser json) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.copyCurrentStructure(json);
    }
    return text.toString();
  }

  @Override
  public ConfigDef config() {
    return new ConfigDef();
  }

  @Override
  public void configure(Map<String, ?> settings) {}

  @Override
  public void close() {}
}

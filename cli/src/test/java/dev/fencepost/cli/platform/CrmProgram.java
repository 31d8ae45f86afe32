package dev.fencepost.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A program of somebody else's: it knows {@code docs/schema} and what 'scan open' printed. */
final class CrmProgram {

  static final String FINDING = "crm-contact-17-email";
  static final String OBJECT = "contacts/17";

  private static final ObjectMapper JSON = new ObjectMapper();

  private CrmProgram() {}

  /** Sends an object that everybody may read, and a finding in it; returns how many records. */
  static int send(JsonNode opened) throws Exception {
    ObjectNode object = record(opened);
    object.putObject("object").put("size", 120).putObject("labels").put("public", "true");
    ObjectNode finding = record(opened);
    finding
        .put("finding_id", FINDING)
        .put("info_type", "EMAIL_ADDRESS")
        .put("confidence", 0.9)
        .put("discovered_at", "2026-01-02T03:04:05Z");
    Map<String, Object> settings =
        Map.of("bootstrap.servers", opened.path("bootstrap_servers").asText(), "acks", "all");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      int sent = 0;
      for (ObjectNode record : new ObjectNode[] {object, finding}) {
        producer
            .send(
                new ProducerRecord<>(
                    opened.path("topic").asText(),
                    opened.path("partition").asInt(),
                    null,
                    JSON.writeValueAsBytes(record)))
            .get(30, TimeUnit.SECONDS);
        sent++;
      }
      return sent;
    }
  }

  private static ObjectNode record(JsonNode opened) {
    return JSON.createObjectNode()
        .put("task_id", opened.path("task_id").asLong())
        .put("job_id", opened.path("job_id").asLong())
        .put("attempt", opened.path("attempt").asInt())
        .put("scan_epoch", opened.path("scan_epoch").asLong())
        .put("datasource", opened.path("datasource").asText())
        .put("object_path", OBJECT);
  }
}

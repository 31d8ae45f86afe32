package dev.fencepost.bench.landing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A peer as one would write it in an afternoon: threads that poll, parse, upsert in batches and
 * commit the offsets afterwards. It judges nothing and tracks no task.
 */
public final class PlainConsumerMain {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(500);
  private static final String UPSERT =
      """
      INSERT INTO fencepost.findings (finding_id, info_type, confidence, match_count, datasource,
        node_group, object_path, field, labels, discovered_at, scan_epoch, source_no,
        source_partition, source_offset, task_id, attempt, deleted, ingested_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, now())
      ON CONFLICT (finding_id) DO UPDATE SET
        info_type = EXCLUDED.info_type, confidence = EXCLUDED.confidence,
        match_count = EXCLUDED.match_count, datasource = EXCLUDED.datasource,
        node_group = EXCLUDED.node_group, object_path = EXCLUDED.object_path,
        field = EXCLUDED.field, labels = EXCLUDED.labels, discovered_at = EXCLUDED.discovered_at,
        scan_epoch = EXCLUDED.scan_epoch, source_no = EXCLUDED.source_no,
        source_partition = EXCLUDED.source_partition, source_offset = EXCLUDED.source_offset,
        task_id = EXCLUDED.task_id, attempt = EXCLUDED.attempt, deleted = EXCLUDED.deleted,
        ingested_at = EXCLUDED.ingested_at
      """;

  private PlainConsumerMain() {}

  /**
   * Takes brokers, topic, database, user, the size of a batch, the number of threads and the name
   * of the consumer group.
   */
  public static void main(String[] arguments) {
    int threads = Integer.parseInt(arguments[5]);
    for (int i = 0; i < threads; i++) {
      new Thread(() -> drain(arguments), "consumer-" + i).start();
    }
  }

  private static void drain(String[] arguments) {
    try (Connection connection = DriverManager.getConnection(arguments[2], arguments[3], "");
        KafkaConsumer<byte[], byte[]> consumer =
            consumer(arguments[0], arguments[4], arguments[6])) {
      connection.setAutoCommit(false);
      consumer.subscribe(List.of(arguments[1]));
      while (true) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          JsonNode value = JSON.readTree(record.value());
          if (!value.has("marker_type")) {
            // A rewritten batch may hold each key once.
            rows.put(
                value.get("finding_id").textValue(),
                new Row(value, record.partition(), record.offset()));
          }
        }
        store(connection, new ArrayList<>(rows.values()));
        consumer.commitSync();
      }
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      String brokers, String batch, String group) {
    Properties settings = new Properties();
    settings.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.setProperty(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batch);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private record Row(JsonNode value, int partition, long offset) {

    void bind(PreparedStatement statement) throws SQLException {
      statement.setString(1, text("finding_id"));
      statement.setString(2, text("info_type"));
      statement.setDouble(3, value.get("confidence").doubleValue());
      statement.setLong(4, value.get("match_count").longValue());
      statement.setString(5, text("datasource"));
      statement.setString(6, text("node_group"));
      statement.setString(7, text("object_path"));
      statement.setString(8, text("field"));
      statement.setString(9, value.get("labels").toString());
      statement.setObject(10, OffsetDateTime.parse(text("discovered_at")));
      statement.setLong(11, value.get("scan_epoch").longValue());
      statement.setInt(12, 1);
      statement.setInt(13, partition);
      statement.setLong(14, offset);
      statement.setLong(15, value.get("task_id").longValue());
      statement.setInt(16, value.get("attempt").intValue());
      statement.setBoolean(17, false);
    }

    private String text(String name) {
      return value.get(name).textValue();
    }
  }

  private static void store(Connection connection, List<Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
      for (Row row : rows) {
        row.bind(statement);
        statement.addBatch();
      }
      statement.executeBatch();
    }
    connection.commit();
  }
}

package dev.fencepost.bench.landing;

import dev.fencepost.bench.stage.Arena;
import dev.fencepost.cli.topic.Topics;
import java.nio.file.Path;

/** What Kafka Connect is told. */
final class ConnectProperties {

  private static final String WORKER =
      """
      bootstrap.servers=%s
      listeners=http://127.0.0.1:%d
      offset.storage.file.filename=%s
      key.converter=org.apache.kafka.connect.converters.ByteArrayConverter
      value.converter=org.apache.kafka.connect.converters.ByteArrayConverter
      header.converter=org.apache.kafka.connect.converters.ByteArrayConverter
      consumer.auto.offset.reset=earliest
      consumer.max.poll.records=%d
      offset.flush.interval.ms=5000
      plugin.discovery=service_load
      """;

  private static final String SINK =
      """
      name=%s
      connector.class=io.debezium.connector.jdbc.JdbcSinkConnector
      tasks.max=%d
      topics=%s
      connection.url=%s
      connection.username=%s
      connection.password=none
      insert.mode=upsert
      primary.key.mode=record_value
      primary.key.fields=finding_id
      schema.evolution=none
      collection.name.format=fencepost.findings
      batch.size=%d
      use.reduction.buffer=true
      transforms=rows
      transforms.rows.type=dev.fencepost.bench.connect.FindingRows
      """;

  private ConnectProperties() {}

  static String worker(String kafka, int port, Path offsets, Tuning tuning) {
    return WORKER.formatted(kafka, port, offsets, tuning.batch());
  }

  static String sink(Arena arena, Tuning tuning) {
    return SINK.formatted(
        arena.name(),
        tuning.parallelism(),
        Topics.FINDINGS,
        arena.postgresUrl() + tuning.urlSuffix(),
        arena.settings().user(),
        tuning.batch());
  }
}

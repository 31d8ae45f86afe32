package dev.fencepost.bench.landing;

import dev.fencepost.bench.stage.Arena;
import dev.fencepost.cli.topic.Topics;

/** What Flink SQL is told. */
final class FlinkSqlScript {

  private static final String DRAIN =
      """
      SET 'parallelism.default' = '%d';
      SET 'execution.checkpointing.interval' = '5s';
      SET 'pipeline.object-reuse' = 'true';
      SET 'table.exec.sink.require-on-conflict' = 'false';
      SET 'table.exec.sink.upsert-materialize' = 'NONE';
      SET 'table.local-time-zone' = 'UTC';
      CREATE TABLE topic (
        `finding_id` STRING, `info_type` STRING, `confidence` DOUBLE, `match_count` BIGINT,
        `datasource` STRING, `node_group` STRING, `object_path` STRING, `field` STRING,
        `labels` STRING, `discovered_at` TIMESTAMP_LTZ(6), `scan_epoch` BIGINT, `task_id` BIGINT,
        `attempt` INT, `marker_type` STRING,
        `source_partition` INT METADATA FROM 'partition' VIRTUAL,
        `source_offset` BIGINT METADATA FROM 'offset' VIRTUAL
      ) WITH (
        'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
        'properties.group.id' = 'flink-sql', 'scan.startup.mode' = 'earliest-offset',
        'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601'
      );
      CREATE TABLE landed (
        `finding_id` STRING, `info_type` STRING, `confidence` DOUBLE, `match_count` BIGINT,
        `datasource` STRING, `node_group` STRING, `object_path` STRING, `field` STRING,
        `labels` STRING, `discovered_at` TIMESTAMP(6), `scan_epoch` BIGINT, `source_no` INT,
        `source_partition` INT, `source_offset` BIGINT, `task_id` BIGINT, `attempt` INT,
        `deleted` BOOLEAN, `ingested_at` TIMESTAMP(6), PRIMARY KEY (`finding_id`) NOT ENFORCED
      ) WITH (
        'connector' = 'jdbc', 'url' = '%s', 'table-name' = 'fencepost.findings',
        'username' = '%s', 'password' = 'none', 'sink.buffer-flush.max-rows' = '%d',
        'sink.buffer-flush.interval' = '1s'
      );
      INSERT INTO landed SELECT `finding_id`, `info_type`, `confidence`, `match_count`,
        `datasource`, `node_group`, `object_path`, `field`, `labels`,
        CAST(`discovered_at` AS TIMESTAMP(6)), `scan_epoch`, 1, `source_partition`,
        `source_offset`, `task_id`, `attempt`, FALSE, CAST(CURRENT_TIMESTAMP AS TIMESTAMP(6))
      FROM topic WHERE `marker_type` IS NULL;
      """;

  private FlinkSqlScript() {}

  static String drain(String kafka, Arena arena, Tuning tuning) {
    return DRAIN.formatted(
        tuning.parallelism(),
        Topics.FINDINGS,
        kafka,
        arena.postgresUrl() + tuning.urlSuffix(),
        arena.settings().user(),
        tuning.batch());
  }
}

package dev.fencepost.bench.backfill;

import dev.fencepost.local.home.ProjectRoot;
import dev.fencepost.local.process.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Flink SQL in batch mode, from a JDBC table into another one by upserts.
 *
 * @param findings in the table, which bounds the parts that are read at a time
 * @param batch rows of one flush
 */
record FlinkSqlPeer(long findings, int parallelism, int fetch, int batch) {

  private static final String SCRIPT =
      """
      SET 'parallelism.default' = '%d';
      SET 'pipeline.object-reuse' = 'true';
      SET 'table.local-time-zone' = 'UTC';
      CREATE TABLE findings (
        `finding_id` STRING, `confidence` DOUBLE, `datasource` STRING, `scan_epoch` BIGINT,
        `source_no` INT, `source_offset` BIGINT, `deleted` BOOLEAN
      ) WITH (
        'connector' = 'jdbc', 'url' = '%s', 'table-name' = 'fencepost.findings',
        'username' = '%s', 'password' = 'none', 'scan.fetch-size' = '%d',
        'scan.auto-commit' = 'false'%s
      );
      CREATE TABLE results (
        `finding_id` STRING, `policy_id` BIGINT, `policy_version` INT, `scan_epoch` BIGINT,
        `source_no` INT, `source_offset` BIGINT, `open` BOOLEAN, `origin` STRING,
        `opened_at` TIMESTAMP(6), `updated_at` TIMESTAMP(6),
        PRIMARY KEY (`finding_id`, `policy_id`) NOT ENFORCED
      ) WITH (
        'connector' = 'jdbc', 'url' = '%s', 'table-name' = 'fencepost.policy_results',
        'username' = '%s', 'password' = 'none', 'sink.buffer-flush.max-rows' = '%d',
        'sink.buffer-flush.interval' = '1s'
      );
      INSERT INTO results SELECT `finding_id`, CAST(1 AS BIGINT), 1, `scan_epoch`, `source_no`,
        `source_offset`, TRUE, 'BACKFILL', CAST(CURRENT_TIMESTAMP AS TIMESTAMP(6)),
        CAST(CURRENT_TIMESTAMP AS TIMESTAMP(6))
      FROM findings WHERE NOT `deleted` AND %s;
      """;

  private static final String PARTS =
      """
      ,
        'scan.partition.column' = 'source_offset', 'scan.partition.num' = '%d',
        'scan.partition.lower-bound' = '0', 'scan.partition.upper-bound' = '%d'""";

  Work run(Stage stage) throws IOException {
    Path script = stage.home().conf("flink-sql").resolve("backfill.sql");
    String url =
        stage.settings().url().replace("jdbc:yugabytedb:", "jdbc:postgresql:")
            + "?reWriteBatchedInserts=true";
    String user = stage.settings().user();
    String parts = parallelism == 1 ? "" : PARTS.formatted(parallelism, findings / 8);
    Files.writeString(
        script,
        SCRIPT.formatted(
            parallelism, url, user, fetch, parts, url, user, batch, SlicedPolicies.SQL));
    return new PeerProcess(
            "flink-sql",
            ClassPath.ofModule(ProjectRoot.find(), "bench/flink-sql"),
            "dev.fencepost.bench.flink.FlinkSqlMain",
            List.of("batch", script.toString()))
        .run(stage.home());
  }

  String text() {
    return "parallelism " + parallelism + ", fetch " + fetch + ", batch " + batch;
  }
}

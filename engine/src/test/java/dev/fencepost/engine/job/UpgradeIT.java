package dev.fencepost.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.job.Lottery;
import dev.fencepost.sql.dialect.Dialect;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Rows that were written when a scan's only setting was the regions of phone numbers. */
class UpgradeIT {

  @Test
  void what_was_stored_before_version_6_is_read_as_it_was_meant() throws Exception {
    try (TestDatabase store = TestDatabase.fresh()) {
      migrateToVersion5(store);
      ConnectionSource.Settings settings = settings(store);
      try (Connection connection = settings.connect()) {
        for (String statement : before()) {
          Jdbc.execute(connection, statement);
        }
      }
      assertThat(Schema.migrate(settings)).isPositive();
      Database database = Database.connecting(settings);
      DetectionSettings french = new DetectionSettings(Map.of(), List.of("FR"));
      ScanSpecification template = new ScanTemplates(database).get("old").specification();
      assertThat(template.detection()).isEqualTo(french);
      assertThat(template.priority()).isEqualTo(Lottery.USUAL_PRIORITY);
      TaskBoard worker = new TaskBoard(database, "w1", "default", TaskTimes.standard());
      assertThat(worker.claim(1)).extracting(ClaimedTask::detection).containsExactly(french);
    }
  }

  private static List<String> before() {
    String source = "{\"name\": \"docs\", \"kind\": \"file\", \"configuration\": {}";
    String packet = source + ", \"phone_regions\": [\"FR\"]}";
    return List.of(
        "INSERT INTO scan_templates (name, specification) VALUES ('old',"
            + " '{\"datasources\": [\"docs\"], \"phone_regions\": [\"FR\"]}')",
        "INSERT INTO landing_sources (source_no, cluster_id, topic_id, topic)"
            + " VALUES (1, 'cluster', 'topic-id', 'findings')",
        "INSERT INTO datasources (name, kind, scan_epoch) VALUES ('docs', 'file', 1)",
        "INSERT INTO jobs (job_id, kind, status, configuration) VALUES (1, 'SCAN', 'RUNNING',"
            + " '{\"datasources\": [], \"phone_regions\": [\"FR\"]}')",
        "INSERT INTO tasks (job_id, kind, datasource, scan_epoch, source_no, partition, packet,"
            + " status) VALUES (1, 'ENUMERATE', 'docs', 1, 1, 0, '"
            + packet
            + "', 'QUEUED')");
  }

  private static void migrateToVersion5(TestDatabase store) throws Exception {
    ConnectionSource.Settings settings = settings(store);
    Dialect dialect;
    try (Connection connection = settings.connect()) {
      dialect = Dialect.of(connection);
    }
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(settings.url(), settings.user(), settings.password())
        .locations("classpath:dev/fencepost/sql/migration")
        .schemas(Schema.NAME)
        .defaultSchema(Schema.NAME)
        .placeholders(dialect.keyLayouts())
        .target("5")
        .load()
        .migrate();
  }

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }
}

package dev.fencepost.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.job.Lottery;
import dev.fencepost.engine.OldSchema;
import dev.fencepost.sql.jdbc.Jdbc;
import dev.fencepost.sql.migration.Schema;
import dev.fencepost.sql.transaction.ConnectionSource;
import dev.fencepost.sql.transaction.Database;
import dev.fencepost.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that were written when a scan's only setting was the regions of phone numbers. */
class UpgradeIT {

  @Test
  void what_was_stored_before_version_6_is_read_as_it_was_meant() throws Exception {
    try (TestDatabase store = TestDatabase.fresh()) {
      ConnectionSource.Settings settings = settings(store);
      OldSchema.migrate(settings, 5);
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

  private static ConnectionSource.Settings settings(TestDatabase store) {
    return new ConnectionSource.Settings(store.jdbcUrl(), store.user(), "", "test");
  }
}

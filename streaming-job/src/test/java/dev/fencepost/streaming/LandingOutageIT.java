package dev.fencepost.streaming;

import static dev.fencepost.streaming.LandingCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.testkit.kafka.TestKafka;
import dev.fencepost.testkit.kafka.TestTopics;
import dev.fencepost.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is killed under the running job, and then Kafka. */
class LandingOutageIT {

  @Test
  void the_job_waits_in_place_for_servers_that_are_away(@TempDir Path folder) throws SQLException {
    try (TestKafka broker = TestKafka.own();
        TestTopics kafka = broker.topics();
        TestPostgres postgres = TestPostgres.own();
        LandingDatabase database = LandingDatabase.on(postgres.server());
        LandingCluster cluster = new LandingCluster(folder)) {
      String topic = kafka.newTopic("findings", 1);
      kafka.sendAll(topic, 0, Findings.many("first", 100));
      JobID job = cluster.start(database, kafka.bootstrapServers(), topic, null);
      until(() -> database.nextOffset(0) == 100);

      postgres.kill9();
      kafka.sendAll(topic, 0, Findings.many("second", 100));
      postgres.restart();
      until(() -> database.nextOffset(0) == 200);

      assertThat(database.findings()).isEqualTo(200);

      broker.kill9();
      broker.restart();
      kafka.sendAll(topic, 0, Findings.many("third", 100));
      until(() -> database.nextOffset(0) == 300);

      assertThat(database.findings()).isEqualTo(300);
      assertThat(cluster.pastFailures(job)).isEmpty();
      cluster.cancel(job);
    }
  }
}

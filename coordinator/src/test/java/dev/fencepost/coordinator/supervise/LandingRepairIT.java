package dev.fencepost.coordinator.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.flink.JobRun;
import dev.fencepost.testkit.flink.TestFlink;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is wrong with the job is told, and put right as far as it can be. */
class LandingRepairIT {

  private static final TestFlink FLINK = TestFlink.kept();

  private final SupervisedLanding landing = new SupervisedLanding(FLINK);

  @AfterAll
  static void stop_the_cluster() {
    FLINK.close();
  }

  @AfterEach
  void close() {
    landing.close();
  }

  @Test
  void a_refused_topic_is_told_and_once_it_is_accepted_the_job_heals_by_itself() {
    landing.sql(
        "INSERT INTO landing_sources VALUES (1, 'cluster', 'another topic', '"
            + landing.topic()
            + "')");
    landing.start("c1");
    landing.want();
    await()
        .atMost(SupervisedLanding.LIMIT)
        .until(() -> String.valueOf(landing.wishes().read().lastError()).contains("accept"));

    landing.sql("DELETE FROM landing_sources");
    landing.send("accepted");

    await().atMost(SupervisedLanding.LIMIT).until(() -> landing.findings() == 1);
  }

  @Test
  void of_two_jobs_one_is_cancelled() throws IOException {
    landing.start("c1");
    landing.want();
    String first = landing.running().id();

    String jar = landing.rest().upload(SupervisedLanding.jar());
    String second = landing.rest().run(jar, JobRun.of(landing.arguments()));
    landing.rest().deleteJar(jar);

    await().atMost(SupervisedLanding.LIMIT).until(() -> landing.rest().job(second).isOver());
    assertThat(landing.running().id()).isEqualTo(first);
  }
}

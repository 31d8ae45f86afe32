package dev.fencepost.coordinator.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fencepost.testkit.flink.TestFlink;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The job lives although its cluster or its supervisor dies, until it is not wanted. */
class LandingSupervisorIT {

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
  void the_killed_job_manager_takes_the_job_with_it_and_the_supervisor_brings_it_back() {
    landing.start("c1");
    landing.want();
    landing.send("before");
    await().atMost(SupervisedLanding.LIMIT).until(() -> landing.findings() == 1);
    String first = landing.running().id();

    FLINK.cluster().jobManager().crash();
    landing.send("after");

    await().atMost(SupervisedLanding.LIMIT).until(() -> landing.findings() == 2);
    assertThat(landing.running().id()).isNotEqualTo(first);
    assertThat(landing.wishes().read().resubmitted()).isGreaterThan(1);
  }

  @Test
  void the_second_of_two_takes_over_and_a_stop_is_respected() {
    landing.start("c1");
    landing.start("c2");
    landing.want();
    String first = landing.running().id();
    String holder = Objects.requireNonNull(landing.wishes().read().supervisor());

    landing.coordinator(holder.substring(0, holder.indexOf('-'))).kill9();
    landing.rest().cancel(first);
    await().atMost(SupervisedLanding.LIMIT).until(() -> landing.wishes().read().resubmitted() == 2);
    assertThat(landing.running().id()).isNotEqualTo(first);
    assertThat(landing.wishes().read().supervisor()).isNotNull().isNotEqualTo(holder);
    assertThat(landing.wishes().read().lastError()).contains("CANCELED");

    landing.wishes().doNotWant("test");
    landing.rest().cancel(landing.running().id());
    await().atMost(SupervisedLanding.LIMIT).until(() -> landing.live().isEmpty());
    landing.awaitLooks(3);
    assertThat(landing.live()).isEmpty();
    assertThat(landing.wishes().read().resubmitted()).isEqualTo(2);
  }
}

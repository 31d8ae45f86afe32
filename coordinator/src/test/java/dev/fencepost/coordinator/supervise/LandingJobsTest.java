package dev.fencepost.coordinator.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.flink.FlinkJob;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandingJobsTest {

  private static final FlinkJob NEW = job("new", "landing", "RUNNING", 3);
  private static final FlinkJob OLD = job("old", "landing", "RESTARTING", 1);
  private static final FlinkJob ENDING = job("ending", "landing", "CANCELLING", 2);
  private static final FlinkJob FAILED = job("failed", "landing", "FAILED", 2);
  private static final FlinkJob FINISHED = job("finished", "landing", "FINISHED", 0);
  private static final FlinkJob OTHER = job("other", "else", "RUNNING", 0);

  @Test
  void jobs_of_other_names_and_those_that_are_over_do_not_live() {
    LandingJobs jobs = LandingJobs.among(List.of(NEW, FAILED, FINISHED, OTHER), "landing");

    assertThat(jobs.live()).containsExactly(NEW);
    assertThat(jobs.newestEnded()).isEqualTo(FAILED);
  }

  @Test
  void the_known_one_is_kept_and_otherwise_the_oldest() {
    LandingJobs jobs = LandingJobs.among(List.of(NEW, ENDING, OLD), "landing");

    assertThat(jobs.kept("new")).contains(NEW);
    assertThat(jobs.kept("gone")).contains(OLD);
    assertThat(jobs.kept(null)).contains(OLD);
  }

  @Test
  void all_others_are_too_many_unless_they_are_ending() {
    LandingJobs jobs = LandingJobs.among(List.of(NEW, ENDING, OLD), "landing");

    assertThat(jobs.extra(OLD)).containsExactly(NEW);
  }

  private static FlinkJob job(String id, String name, String state, long startedSeconds) {
    return new FlinkJob(id, name, state, Instant.ofEpochSecond(startedSeconds), List.of());
  }
}

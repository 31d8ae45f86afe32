package dev.fencepost.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.engine.job.OwnedJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldJobsTest {

  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final long SECOND = 1_000_000_000L;
  private static final OwnedJob JOB = new OwnedJob(7, "c1", 3);

  private final HeldJobs held = new HeldJobs(LEASE);

  @Test
  void holder_stops_when_its_lease_ends_counted_from_before_it_asked() {
    held.claimed(List.of(JOB), 0);
    assertThat(held.mayActFor(7, 10 * SECOND - 1)).isTrue();
    assertThat(held.mayActFor(7, 10 * SECOND)).isFalse();
    assertThat(held.all(10 * SECOND)).isEmpty();
    assertThat(held.known()).containsExactly(JOB);
  }

  @Test
  void renewal_prolongs_and_an_answer_that_comes_late_prolongs_no_more_than_it_should() {
    held.claimed(List.of(JOB), 0);
    held.renewed(List.of(JOB), held.known(), 4 * SECOND);
    assertThat(held.mayActFor(7, 13 * SECOND)).isTrue();
    held.renewed(List.of(JOB), held.known(), SECOND);
    assertThat(held.mayActFor(7, 13 * SECOND)).isTrue();
    assertThat(held.mayActFor(7, 14 * SECOND)).isFalse();
  }

  @Test
  void job_that_a_renewal_does_not_name_is_lost_and_one_claimed_meanwhile_is_not() {
    held.claimed(List.of(JOB), 0);
    List<OwnedJob> before = held.known();
    OwnedJob meanwhile = new OwnedJob(8, "c1", 1);
    held.claimed(List.of(meanwhile), SECOND);
    held.renewed(List.of(), before, SECOND);
    assertThat(held.known()).containsExactly(meanwhile);
  }

  @Test
  void what_is_lost_under_an_old_version_does_not_end_a_newer_claim() {
    held.claimed(List.of(JOB), 0);
    OwnedJob again = new OwnedJob(7, "c1", 4);
    held.claimed(List.of(again), 0);
    held.lost(JOB);
    assertThat(held.mayActFor(7, 0)).isTrue();
  }
}

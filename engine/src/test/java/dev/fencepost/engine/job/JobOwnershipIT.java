package dev.fencepost.engine.job;

import static dev.fencepost.engine.job.JobFixture.DEAD;
import static dev.fencepost.engine.job.JobFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.job.JobStatus;
import dev.fencepost.engine.job.ScanDriver.Started;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobOwnershipIT {

  private final JobFixture fixture = new JobFixture();
  private final ScanDriver driver = new ScanDriver(fixture.database);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void job_is_claimed_by_one_of_two_coordinators() {
    fixture.scan("default", "a");
    assertThat(fixture.owner("c1", LONG).claim(9)).hasSize(1);
    assertThat(fixture.owner("c2", LONG).claim(9)).isEmpty();
    assertThat(fixture.owner("c1", LONG).claim(9)).isEmpty();
  }

  @Test
  void jobs_of_other_groups_and_backfills_are_left_alone() {
    fixture.scan("elsewhere", "a");
    fixture.sql("INSERT INTO jobs (kind, status) VALUES ('BACKFILL', 'QUEUED')");
    assertThat(fixture.owner("c1", LONG).claim(9)).isEmpty();
  }

  @Test
  void expired_lease_is_claimed_with_a_higher_version_and_the_zombie_is_refused() {
    fixture.withLanding(8).scan("default", "a");
    JobOwnership first = fixture.owner("c1", DEAD);
    OwnedJob held = first.claim(1).get(0);
    OwnedJob taken = fixture.owner("c2", LONG).claim(1).get(0);
    assertThat(taken.jobId()).isEqualTo(held.jobId());
    assertThat(taken.version()).isGreaterThan(held.version());
    assertThat(first.renew()).isEmpty();
    assertThat(first.release(held)).isFalse();
    assertThat(driver.start(held)).isEqualTo(Started.LOST);
    assertThat(fixture.texts("SELECT task_id::text FROM tasks")).isEmpty();
    assertThat(driver.start(taken)).isEqualTo(Started.STARTED);
  }

  @Test
  void renewed_and_released_leases_are_the_owners_to_decide() {
    fixture.scan("default", "a");
    JobOwnership first = fixture.owner("c1", LONG);
    List<OwnedJob> claimed = first.claim(1);
    assertThat(first.renew()).isEqualTo(claimed);
    assertThat(first.release(claimed.get(0))).isTrue();
    assertThat(fixture.owner("c2", LONG).claim(1)).hasSize(1);
  }

  @Test
  void start_waits_for_a_landing_and_then_happens_once() {
    fixture.scan("default", "b", "a");
    OwnedJob job = fixture.owner("c1", LONG).claim(1).get(0);
    assertThat(driver.start(job)).isEqualTo(Started.NO_LANDING_YET);
    fixture.withLanding(8);
    assertThat(driver.start(job)).isEqualTo(Started.STARTED);
    assertThat(driver.start(job)).isEqualTo(Started.NOTHING_TO_DO);
    assertThat(fixture.texts("SELECT scan_epoch::text FROM datasources ORDER BY name"))
        .containsExactly("1", "1");
    assertThat(
            fixture.texts(
                """
                SELECT DISTINCT t.kind || ' ' || t.scan_epoch
                    || CASE WHEN t.partition = j.partition THEN ' same' ELSE ' other' END
                FROM tasks t JOIN jobs j USING (job_id)
                """))
        .containsExactly("ENUMERATE 1 same");
    assertThat(fixture.texts("SELECT datasource FROM tasks ORDER BY datasource"))
        .containsExactly("a", "b");
  }

  @Test
  void removed_data_source_fails_the_job_with_a_reason() {
    fixture.withLanding(8).scan("default", "a");
    OwnedJob job = fixture.owner("c1", LONG).claim(1).get(0);
    fixture.sql("DELETE FROM datasources");
    assertThat(driver.start(job)).isEqualTo(Started.FAILED);
    JobSummary failed = new JobBoard(fixture.database).show(job.jobId()).job();
    assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
    assertThat(failed.failure()).contains("\"a\" was removed");
  }

  @Test
  void jobs_are_spread_over_all_partitions_although_ids_come_in_steps() {
    assertThat(IntStream.range(0, 200).map(n -> ScanDriver.choose(1 + 20L * n, 8)).distinct())
        .hasSize(8);
  }
}

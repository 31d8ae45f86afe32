package dev.fencepost.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.TaskStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scans whose records another program sends. */
class OpenScansIT {

  private JobFixture jobs;
  private OpenScans scans;

  @BeforeEach
  void open() {
    jobs = new JobFixture();
    scans = new OpenScans(jobs.database);
  }

  @AfterEach
  void close() {
    jobs.close();
  }

  @Test
  void producer_is_told_all_that_stands_in_its_records() {
    jobs.withLanding(4);
    addSource();

    OpenScan scan = scans.open("r1", "crm", JobFixture.LONG);

    assertThat(scan.topic()).isEqualTo("findings");
    assertThat(scan.partitions()).isEqualTo(4);
    assertThat(scan.partition()).isBetween(0, 3);
    assertThat(scan.scanEpoch()).isEqualTo(1);
    assertThat(scan.attempt()).isEqualTo(1);
    assertThat(scans.open("r1", "crm", JobFixture.LONG)).as("asked again").isEqualTo(scan);
    assertThat(scans.get(scan.masterJobId()).scan()).isEqualTo(scan);
    assertThat(jobs.texts("SELECT scan_epoch FROM datasources")).containsExactly("1");
  }

  @Test
  void no_worker_takes_its_task_and_its_owner_finds_nothing_to_start() {
    jobs.withLanding(1);
    addSource();
    scans.open("r1", "crm", JobFixture.LONG);

    OwnedJob job = jobs.owner("c1", JobFixture.LONG).claim(1).get(0);

    assertThat(new ScanDriver(jobs.database).start(job))
        .isEqualTo(ScanDriver.Started.NOTHING_TO_DO);
    assertThat(jobs.worker("w1", JobFixture.LONG).claim(1)).isEmpty();
  }

  @Test
  void second_scan_of_the_source_is_refused_while_one_is_open() {
    jobs.withLanding(1);
    addSource();
    scans.open("r1", "crm", JobFixture.LONG);

    assertThatThrownBy(() -> scans.open("r2", "crm", JobFixture.LONG))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("being scanned");
    assertThatThrownBy(() -> new Scans(jobs.database).start("r3", ScanSpecification.of("crm")))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void producer_that_falls_silent_fails_its_scan_and_can_open_another() {
    jobs.withLanding(1);
    addSource();
    OpenScan silent = scans.open("r1", "crm", Duration.ZERO);
    jobs.owner("c1", JobFixture.LONG).claim(1);

    new TaskReaper(jobs.database).reap();

    assertThat(scans.get(silent.masterJobId()).status()).isEqualTo(TaskStatus.FAILED);
    JobStatus outcome = new CompletionMonitor(jobs.database).complete(silent.jobId()).orElseThrow();
    assertThat(outcome.isFinal()).isTrue();
    assertThat(scans.open("r2", "crm", JobFixture.LONG).scanEpoch()).isEqualTo(2);
  }

  @Test
  void end_is_noted_once_and_a_scan_that_is_over_can_not_be_given_up() {
    jobs.withLanding(1);
    addSource();
    OpenScan scan = scans.open("r1", "crm", JobFixture.LONG);
    scans.ended(scan, 17);
    scans.ended(scan, 18);

    assertThat(jobs.texts("SELECT status || ' ' || end_offset FROM tasks"))
        .containsExactly("COMPLETED_PRODUCING 17");
    jobs.sql("UPDATE tasks SET status = 'COMPLETED_CONSUMED'");
    assertThat(scans.abandon(scan)).isFalse();
  }

  @Test
  void nothing_is_opened_before_a_landing_knows_the_topic_or_for_an_unknown_source() {
    addSource();
    assertThatThrownBy(() -> scans.open("r1", "crm", JobFixture.LONG))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("landing job");
    jobs.withLanding(1);
    assertThatThrownBy(() -> scans.open("r1", "cmr", JobFixture.LONG))
        .isInstanceOf(NotFoundException.class);
    assertThat(jobs.texts("SELECT count(*) FROM jobs")).containsExactly("0");
  }

  private void addSource() {
    new DataSources(jobs.database).add("crm", "producer", "default", Map.of());
  }
}

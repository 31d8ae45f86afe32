package dev.fencepost.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MasterStatusTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          QUEUED RUNNING                    | RUNNING
          QUEUED COMPLETED                  | RUNNING
          QUEUED PAUSED                     | QUEUED
          RUNNING PAUSED CANCELLED          | RUNNING
          PAUSED PAUSING                    | PAUSING
          PAUSED COMPLETED                  | PAUSED
          COMPLETED COMPLETED               | COMPLETED
          COMPLETED FAILED                  | COMPLETED_WITH_FAILURES
          COMPLETED COMPLETED_WITH_FAILURES | COMPLETED_WITH_FAILURES
          FAILED FAILED                     | FAILED
          COMPLETED CANCELLED               | CANCELLED
          FAILED CANCELLED                  | CANCELLED
          """)
  void scan_stands_where_its_jobs_stand(String jobs, JobStatus expected) {
    List<JobStatus> states = Arrays.stream(jobs.split(" ")).map(JobStatus::valueOf).toList();
    assertThat(MasterStatus.of(states)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void scan_of_one_job_stands_where_the_job_stands(JobStatus status) {
    assertThat(MasterStatus.of(List.of(status))).isEqualTo(status);
  }
}

package dev.fencepost.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.job.JobOutcome.TaskState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobOutcomeTest {

  private static final TaskState LISTED = task(TaskKind.ENUMERATE, TaskStatus.COMPLETED);
  private static final TaskState READ = task(TaskKind.CLASSIFY, TaskStatus.COMPLETED_CONSUMED);
  private static final TaskState UNREAD = task(TaskKind.CLASSIFY, TaskStatus.FAILED);

  @ParameterizedTest
  @EnumSource(TaskStatus.class)
  void job_is_decided_exactly_when_every_task_is_final(TaskStatus status) {
    assertThat(JobOutcome.of(List.of(LISTED, READ, task(TaskKind.CLASSIFY, status))).isPresent())
        .isEqualTo(status.isFinal());
  }

  @Test
  void job_without_tasks_is_not_decided() {
    assertThat(JobOutcome.of(List.of())).isEmpty();
  }

  @Test
  void job_completes_when_all_succeeded() {
    assertThat(JobOutcome.of(List.of(LISTED, READ, READ))).contains(JobStatus.COMPLETED);
    assertThat(JobOutcome.of(List.of(LISTED))).contains(JobStatus.COMPLETED);
  }

  @Test
  void some_parts_unread_are_completed_with_failures() {
    assertThat(JobOutcome.of(List.of(LISTED, READ, UNREAD)))
        .contains(JobStatus.COMPLETED_WITH_FAILURES);
  }

  @Test
  void nothing_read_is_a_failure() {
    assertThat(JobOutcome.of(List.of(LISTED, UNREAD, UNREAD))).contains(JobStatus.FAILED);
  }

  @Test
  void data_source_that_was_not_listed_fails_the_job() {
    TaskState unlisted = task(TaskKind.ENUMERATE, TaskStatus.FAILED);
    assertThat(JobOutcome.of(List.of(LISTED, READ, unlisted))).contains(JobStatus.FAILED);
  }

  @Test
  void every_outcome_is_a_state_that_a_running_job_may_reach() {
    for (TaskStatus listing : TaskStatus.values()) {
      for (TaskStatus reading : TaskStatus.values()) {
        List<TaskState> tasks =
            Arrays.asList(task(TaskKind.ENUMERATE, listing), task(TaskKind.CLASSIFY, reading));
        JobOutcome.of(tasks)
            .ifPresent(outcome -> assertThat(JobStatus.RUNNING.canBecome(outcome)).isTrue());
      }
    }
  }

  private static TaskState task(TaskKind kind, TaskStatus status) {
    return new TaskState(kind, status);
  }
}

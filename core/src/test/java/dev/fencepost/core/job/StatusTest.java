package dev.fencepost.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** Every pair of states, written out: a change of a transition table must be made here too. */
class StatusTest {

  @Test
  void task_goes_only_where_its_table_allows() {
    assertThat(moves(TaskStatus.values(), TaskStatus::canBecome))
        .containsExactly(
            "QUEUED -> RUNNING, CANCELLED",
            "RUNNING -> QUEUED, COMPLETED_PRODUCING, COMPLETED_CONSUMED, COMPLETED, FAILED,"
                + " CANCELLED",
            "COMPLETED_PRODUCING -> QUEUED, COMPLETED_CONSUMED, FAILED, CANCELLED",
            "COMPLETED_CONSUMED -> ",
            "COMPLETED -> ",
            "FAILED -> QUEUED",
            "CANCELLED -> ");
  }

  @Test
  void job_goes_only_where_its_table_allows() {
    assertThat(moves(JobStatus.values(), JobStatus::canBecome))
        .containsExactly(
            "QUEUED -> RUNNING, PAUSED, FAILED, CANCELLED",
            "RUNNING -> PAUSING, PAUSED, COMPLETED, COMPLETED_WITH_FAILURES, FAILED, CANCELLED",
            "PAUSING -> RUNNING, PAUSED, CANCELLED",
            "PAUSED -> QUEUED, RUNNING, CANCELLED",
            "COMPLETED -> ",
            "COMPLETED_WITH_FAILURES -> QUEUED",
            "FAILED -> QUEUED",
            "CANCELLED -> ");
  }

  @Test
  void states_that_are_left_by_command_only_are_final_too() {
    assertThat(Arrays.stream(TaskStatus.values()).filter(TaskStatus::isFinal))
        .containsExactly(
            TaskStatus.COMPLETED_CONSUMED,
            TaskStatus.COMPLETED,
            TaskStatus.FAILED,
            TaskStatus.CANCELLED);
    assertThat(Arrays.stream(JobStatus.values()).filter(JobStatus::isFinal))
        .containsExactly(
            JobStatus.COMPLETED,
            JobStatus.COMPLETED_WITH_FAILURES,
            JobStatus.FAILED,
            JobStatus.CANCELLED);
  }

  private static <S extends Enum<S>> List<String> moves(S[] states, BiPredicate<S, S> allowed) {
    List<String> lines = new ArrayList<>();
    for (S from : states) {
      List<String> next =
          Arrays.stream(states).filter(to -> allowed.test(from, to)).map(Enum::name).toList();
      lines.add(from + " -> " + String.join(", ", next));
    }
    return lines;
  }
}

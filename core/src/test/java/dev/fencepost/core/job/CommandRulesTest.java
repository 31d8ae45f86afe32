package dev.fencepost.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.job.CommandAnswer.Later;
import dev.fencepost.core.job.CommandAnswer.Nothing;
import dev.fencepost.core.job.CommandAnswer.Now;
import dev.fencepost.core.job.CommandAnswer.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandRulesTest {

  /** Status, whether a coordinator holds it, what is open, then each command with its answer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          QUEUED  | free | START        | now PAUSED START | nothing     | now CANCELLED | refused
          QUEUED  | free |              | now PAUSED       | nothing     | later CANCEL  | refused
          QUEUED  | held | START        | later START,PAUSE| nothing     | later START,CANCEL | refused
          RUNNING | held |              | later PAUSE      | nothing     | later CANCEL  | refused
          RUNNING | free |              | later PAUSE      | nothing     | later CANCEL  | refused
          RUNNING | held | START        | later START,PAUSE| nothing     | later START,CANCEL | refused
          RUNNING | held | PAUSE        | nothing          | later       | later CANCEL  | refused
          RUNNING | held | CANCEL       | refused          | refused     | nothing       | refused
          PAUSING | held |              | nothing          | later RESUME| later CANCEL  | refused
          PAUSING | held | RESUME       | later            | nothing     | later CANCEL  | refused
          PAUSED  | free |              | nothing          | now QUEUED  | later CANCEL  | refused
          PAUSED  | free | START        | nothing          | now QUEUED START | now CANCELLED | refused
          PAUSED  | held |              | nothing          | later RESUME| later CANCEL  | refused
          PAUSED  | held | RESUME       | later            | nothing     | later CANCEL  | refused
          COMPLETED               | free | | refused | refused | refused | refused
          COMPLETED_WITH_FAILURES | free | | refused | refused | refused | now QUEUED
          FAILED                  | free | | refused | refused | refused | now QUEUED
          CANCELLED               | free | | refused | refused | nothing | refused
          """)
  void each_command_at_each_state(
      JobStatus status,
      String held,
      @Nullable String pending,
      String pause,
      String resume,
      String cancel,
      String retry) {
    JobState job = new JobState(status, PendingCommands.of(pending), held.equals("held"));
    assertThat(Stream.of(JobCommand.values()).map(command -> answer(command, job)))
        .containsExactly(pause, resume, cancel, retry);
  }

  @Test
  void a_given_command_never_goes_where_the_transition_table_does_not() {
    for (JobState job : states()) {
      for (JobCommand command : JobCommand.values()) {
        CommandAnswer answer = CommandRules.give(command, job);
        if (answer instanceof Now now) {
          assertThat(job.status().canBecome(now.next())).as(command + " at " + job).isTrue();
        }
      }
      for (long running = 0; running < 2; running++) {
        JobStatus from = job.status();
        CommandRules.execute(job, running, running > 0)
            .map(CommandRules.Execution::next)
            .filter(next -> next != from)
            .ifPresent(next -> assertThat(from.canBecome(next)).as(job.toString()).isTrue());
      }
    }
  }

  @Test
  void job_is_paused_only_when_no_task_runs() {
    JobState pausing = new JobState(JobStatus.PAUSING, PendingCommands.NONE, true);
    assertThat(CommandRules.execute(pausing, 1, false)).isEmpty();
    assertThat(CommandRules.execute(pausing, 0, false))
        .hasValueSatisfying(done -> assertThat(done.next()).isEqualTo(JobStatus.PAUSED));
    JobState asked = new JobState(JobStatus.RUNNING, PendingCommands.of("PAUSE"), true);
    assertThat(CommandRules.execute(asked, 1, false))
        .hasValueSatisfying(done -> assertThat(done.next()).isEqualTo(JobStatus.PAUSING));
  }

  @Test
  void many_tasks_are_cancelled_in_steps_between_which_none_begins() {
    JobState job = new JobState(JobStatus.RUNNING, PendingCommands.of("CANCEL"), true);
    CommandRules.Execution step = CommandRules.execute(job, 3, true).orElseThrow();
    assertThat(step)
        .isEqualTo(
            new CommandRules.Execution(JobStatus.PAUSING, PendingCommands.of("CANCEL"), true));
    JobState later = new JobState(step.next(), step.pending(), true);
    assertThat(CommandRules.execute(later, 0, false))
        .contains(new CommandRules.Execution(JobStatus.CANCELLED, PendingCommands.NONE, true));
  }

  @Test
  void a_wish_that_was_carried_out_is_not_open_any_more_and_a_start_still_is() {
    for (JobState job : states()) {
      CommandRules.execute(job, 0, false)
          .filter(done -> !done.next().isFinal())
          .ifPresent(
              done ->
                  assertThat(done.pending())
                      .isEqualTo(new PendingCommands(job.pending().start(), null)));
    }
  }

  @Test
  void pending_commands_read_what_they_wrote() {
    for (JobState job : states()) {
      assertThat(PendingCommands.of(job.pending().text())).isEqualTo(job.pending());
    }
  }

  private static List<JobState> states() {
    List<JobState> all = new ArrayList<>();
    for (JobStatus status : JobStatus.values()) {
      for (boolean held : List.of(true, false)) {
        for (boolean start : List.of(true, false)) {
          all.add(new JobState(status, new PendingCommands(start, null), held));
          Arrays.stream(JobCommand.values())
              .filter(command -> command != JobCommand.RETRY)
              .map(wish -> new JobState(status, new PendingCommands(start, wish), held))
              .forEach(all::add);
        }
      }
    }
    return all;
  }

  private static String answer(JobCommand command, JobState job) {
    CommandAnswer answer = CommandRules.give(command, job);
    if (answer instanceof Now now) {
      String pending = now.pending().text();
      return "now " + now.next() + (pending == null ? "" : " " + pending);
    }
    if (answer instanceof Later later) {
      String pending = later.pending().text();
      return "later" + (pending == null ? "" : " " + pending);
    }
    return answer instanceof Refused ? "refused" : answer instanceof Nothing ? "nothing" : "?";
  }
}

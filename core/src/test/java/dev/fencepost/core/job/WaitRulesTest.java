package dev.fencepost.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.job.JobSituation.Landing;
import dev.fencepost.core.job.JobSituation.Nodes;
import dev.fencepost.core.job.JobSituation.Tasks;
import dev.fencepost.core.job.WaitReason.Kind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WaitRulesTest {

  private static final Instant LATER = Instant.parse("2026-01-31T12:00:00Z");
  private static final Landing LANDING = new Landing(3, 40, 90L);

  /** Coordinators, workers, running, due, later, sent; whether a landing is registered. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          QUEUED  | START        | free | 0 | 1 | 0 | 0 | 0 | 0 | yes | NO_COORDINATOR
          QUEUED  | START        | free | 1 | 1 | 0 | 0 | 0 | 0 | yes | COORDINATOR_DUE
          RUNNING | START        | held | 1 | 1 | 0 | 0 | 0 | 0 | no  | NO_LANDING
          RUNNING | START        | held | 1 | 1 | 0 | 0 | 0 | 0 | yes | COORDINATOR_DUE
          RUNNING | -            | held | 1 | 1 | 1 | 5 | 1 | 1 | yes | -
          RUNNING | -            | held | 1 | 0 | 0 | 5 | 0 | 0 | yes | NO_WORKER
          RUNNING | -            | held | 1 | 2 | 0 | 5 | 0 | 0 | yes | WORKERS_BUSY
          RUNNING | -            | held | 1 | 2 | 0 | 0 | 1 | 4 | yes | RETRY
          RUNNING | -            | held | 1 | 2 | 0 | 0 | 0 | 4 | yes | IN_KAFKA
          RUNNING | -            | held | 1 | 2 | 0 | 0 | 0 | 0 | yes | FINISHING
          RUNNING | -            | free | 0 | 2 | 0 | 0 | 0 | 0 | yes | NO_COORDINATOR
          RUNNING | PAUSE        | free | 0 | 2 | 1 | 0 | 0 | 0 | yes | NO_COORDINATOR
          RUNNING | CANCEL       | held | 1 | 2 | 1 | 0 | 0 | 0 | yes | CANCELLING
          PAUSING | -            | held | 1 | 2 | 1 | 0 | 0 | 0 | yes | PAUSING
          PAUSED  | -            | free | 1 | 2 | 0 | 5 | 0 | 0 | yes | PAUSED
          PAUSED  | RESUME       | free | 0 | 2 | 0 | 5 | 0 | 0 | yes | NO_COORDINATOR
          COMPLETED | -          | free | 0 | 0 | 0 | 0 | 0 | 0 | yes | -
          """)
  void each_reason_has_its_turn(
      JobStatus status,
      @Nullable String pending,
      String held,
      long coordinators,
      long workers,
      long running,
      long due,
      long later,
      long sent,
      String landing,
      @Nullable Kind expected) {
    JobSituation job =
        new JobSituation(
            new JobState(status, PendingCommands.of(pending), held.equals("held")),
            "east",
            new Nodes(coordinators, workers, null),
            new Tasks(running, due, later, later > 0 ? LATER : null, "It fails.", sent, null, 2),
            landing.equals("yes") ? LANDING : null);
    assertThat(WaitRules.ofJob(job).map(WaitReason::kind)).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @EnumSource
  void a_job_that_is_not_finished_either_runs_or_says_why_not(JobStatus status) {
    Optional<WaitReason> reason = WaitRules.ofJob(job(status, 0, null));
    assertThat(reason.isPresent()).isEqualTo(!status.isFinal());
  }

  @Test
  void sentences_say_where_and_until_when() {
    assertThat(sentence(job(JobStatus.RUNNING, 7, null), TaskStatus.COMPLETED_PRODUCING))
        .isEqualTo("its data are in Kafka: partition 3 has landed up to 40, the END is at 77");
    assertThat(sentence(job(JobStatus.RUNNING, 7, null), TaskStatus.QUEUED))
        .isEqualTo("it is tried again at 2026-01-31T12:00:00Z, after: It fails.");
    assertThat(
            sentence(
                job(JobStatus.RUNNING, 7, "Kafka does not answer"), TaskStatus.COMPLETED_PRODUCING))
        .isEqualTo("Kafka does not answer");
    assertThat(sentence(job(JobStatus.PAUSED, 7, null), TaskStatus.QUEUED))
        .isEqualTo("it is paused until it is resumed");
  }

  @ParameterizedTest
  @EnumSource
  void a_task_that_is_neither_running_nor_final_says_why(TaskStatus status) {
    boolean waits = !status.isFinal() && status != TaskStatus.RUNNING;
    for (JobStatus of : JobStatus.values()) {
      if (!of.isFinal()) {
        assertThat(WaitRules.ofTask(job(of, 0, null), status, null, null, 7L).isPresent())
            .as(of + " " + status)
            .isEqualTo(waits);
      }
    }
  }

  @Test
  void a_job_at_its_limit_says_so_of_its_tasks() {
    JobSituation job =
        new JobSituation(
            new JobState(JobStatus.RUNNING, PendingCommands.NONE, true),
            "east",
            new Nodes(1, 1, null),
            new Tasks(2, 5, 0, null, null, 0, 2, 0),
            LANDING);
    assertThat(WaitRules.ofTask(job, TaskStatus.QUEUED, null, null, null).map(WaitReason::kind))
        .contains(Kind.AT_ITS_LIMIT);
  }

  private static String sentence(JobSituation job, TaskStatus status) {
    return WaitRules.ofTask(job, status, LATER, "It fails.", 77L).orElseThrow().sentence();
  }

  private static JobSituation job(JobStatus status, long sent, @Nullable String trouble) {
    return new JobSituation(
        new JobState(status, PendingCommands.NONE, true),
        "east",
        new Nodes(1, 1, trouble),
        new Tasks(0, 0, 0, null, null, sent, null, 0),
        LANDING);
  }
}

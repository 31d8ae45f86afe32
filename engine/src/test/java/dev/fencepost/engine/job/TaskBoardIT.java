package dev.fencepost.engine.job;

import static dev.fencepost.engine.job.JobFixture.DEAD;
import static dev.fencepost.engine.job.JobFixture.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.detection.DetectionSettings;
import dev.fencepost.core.job.FailureKind;
import dev.fencepost.core.job.JobStatus;
import dev.fencepost.core.job.TaskKind;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.engine.job.TaskReaper.Reaped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskBoardIT {

  private final JobFixture fixture = new JobFixture().withLanding(8);
  private final TaskBoard board = fixture.worker("w1", LONG);
  private final TaskReaper reaper = new TaskReaper(fixture.database);
  private final CompletionMonitor completion = new CompletionMonitor(fixture.database);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void work_packet_says_all_that_a_worker_needs() {
    fixture.started("docs");
    ClaimedTask task = board.claim(9).get(0);
    assertThat(task.kind()).isEqualTo(TaskKind.ENUMERATE);
    assertThat(task.connectorKind()).isEqualTo("file");
    assertThat(task.configuration()).isEqualTo(Map.of("root", "/srv/docs"));
    assertThat(task.detection()).isEqualTo(DetectionSettings.EVERYTHING);
    assertThat(task.topic()).isEqualTo("findings");
    assertThat(task.scanEpoch()).isEqualTo(1);
    assertThat(task.attempt()).isEqualTo(1);
  }

  @Test
  void enumeration_completes_without_data_and_makes_a_task_for_each_scope_once() {
    fixture.started("docs");
    ClaimedTask listing = board.claim(9).get(0);
    List<TaskScope> scopes = List.of(new TaskScope("", "m"), new TaskScope("m", null));
    assertThat(board.completeEnumeration(listing, scopes)).isTrue();
    assertThat(board.completeEnumeration(listing, scopes)).isTrue();
    assertThat(status(listing)).isEqualTo(TaskStatus.COMPLETED);
    assertThat(board.claim(9).get(0).kind()).isEqualTo(TaskKind.CLASSIFY);
    assertThat(scopes()).containsExactly("- m", "m -");
  }

  @Test
  void enumeration_goes_on_where_the_last_attempt_stopped_and_covers_every_key_once() {
    fixture.started("docs");
    TaskBoard dying = fixture.worker("w1", DEAD);
    ClaimedTask lost = dying.claim(1).get(0);
    List<TaskScope> first = List.of(new TaskScope("", "c"), new TaskScope("c", "f"));
    assertThat(dying.continueEnumeration(lost, first)).isTrue();
    assertThat(dying.continueEnumeration(lost, first)).isTrue();
    assertThatThrownBy(() -> dying.continueEnumeration(lost, List.of(new TaskScope("g", "h"))))
        .hasMessageContaining("do not go on");
    // What is written is worked on at once, and the job is not complete before the listing is.
    assertThat(board.claim(1).get(0).scopeFrom()).isEmpty();
    fixture.sql("UPDATE tasks SET status = 'COMPLETED_CONSUMED' WHERE kind = 'CLASSIFY'");
    assertThat(completion.complete(lost.jobId())).contains(JobStatus.RUNNING);

    assertThat(reaper.reap()).isEqualTo(new Reaped(1, 0));
    due();
    ClaimedTask again = board.claim(1).get(0);
    assertThat(again.kind()).isEqualTo(TaskKind.ENUMERATE);
    assertThat(again.scopeFrom()).isEqualTo("f");
    assertThat(dying.continueEnumeration(lost, List.of(new TaskScope("f", "k")))).isFalse();
    assertThat(dying.completeEnumeration(lost, List.of(new TaskScope("f", null)))).isFalse();
    assertThat(board.continueEnumeration(again, List.of(new TaskScope("f", "p")))).isTrue();
    assertThat(fixture.texts("SELECT budget_used::text FROM tasks WHERE kind = 'ENUMERATE'"))
        .containsExactly("0");
    assertThat(board.completeEnumeration(again, List.of(new TaskScope("p", null)))).isTrue();
    assertThat(scopes()).containsExactly("- c", "c f", "f p", "p -");
  }

  @Test
  void batches_of_two_workers_are_disjoint_and_that_of_a_dead_one_is_given_back_as_a_whole() {
    fixture.started("docs");
    board.completeEnumeration(board.claim(1).get(0), JobFixture.scopes(40));
    TaskBoard dying = fixture.worker("w2", DEAD);
    List<ClaimedTask> lost = dying.claim(8);
    List<ClaimedTask> kept = board.claim(8);
    assertThat(lost).hasSize(5);
    assertThat(kept).hasSize(4).doesNotContainAnyElementsOf(lost);
    assertThat(reaper.reap()).isEqualTo(new Reaped(5, 0));
    due();
    List<ClaimedTask> rest = new ArrayList<>();
    for (var more = board.claim(8); !more.isEmpty(); more = board.claim(8)) {
      rest.addAll(more);
    }
    assertThat(rest).hasSize(36).extracting(ClaimedTask::taskId).doesNotHaveDuplicates();
    assertThat(rest.stream().filter(task -> task.attempt() == 2).map(ClaimedTask::taskId))
        .containsExactlyInAnyOrderElementsOf(lost.stream().map(ClaimedTask::taskId).toList());
    for (ClaimedTask task : lost) {
      assertThat(dying.heartbeat(task)).isFalse();
      assertThat(dying.completeProducing(task, 0, 0)).isFalse();
    }
    assertThat(kept).allMatch(board::heartbeat);
  }

  @Test
  void tasks_that_were_not_begun_are_given_back_for_others_and_never_run_under_one_attempt() {
    fixture.started("docs");
    board.completeEnumeration(board.claim(1).get(0), JobFixture.scopes(16));
    List<ClaimedTask> held = board.claim(2);
    board.giveBack(held.subList(1, 2));
    board.giveBack(held.subList(1, 2));
    assertThat(board.heartbeat(held.get(0))).isTrue();
    assertThat(board.completeProducing(held.get(1), 0, 0)).isFalse();
    ClaimedTask next = fixture.worker("w2", LONG).claim(1).get(0);
    assertThat(next.taskId()).isEqualTo(held.get(1).taskId());
    assertThat(next.attempt()).isEqualTo(2);
    board.giveBack(List.of(next));
    assertThat(status(next)).isEqualTo(TaskStatus.RUNNING);
    assertThat(fixture.texts("SELECT max(budget_used)::text FROM tasks")).containsExactly("0");
  }

  @Test
  void report_behind_the_landing_is_a_no_op() {
    ClaimedTask task = classification();
    consume(task);
    assertThat(board.completeProducing(task, 3, 17)).isTrue();
    assertThat(status(task)).isEqualTo(TaskStatus.COMPLETED_CONSUMED);
  }

  @Test
  void task_of_a_dead_worker_is_tried_again_and_the_zombie_is_refused() {
    fixture.started("docs");
    TaskBoard dying = fixture.worker("w1", DEAD);
    ClaimedTask lost = dying.claim(1).get(0);
    assertThat(reaper.reap()).isEqualTo(new Reaped(1, 0));
    assertThat(reaper.reap()).isEqualTo(new Reaped(0, 0));
    due();
    ClaimedTask again = fixture.worker("w2", LONG).claim(1).get(0);
    assertThat(again.taskId()).isEqualTo(lost.taskId());
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(dying.heartbeat(lost)).isFalse();
    assertThat(dying.completeEnumeration(lost, List.of(new TaskScope("", null)))).isFalse();
    assertThat(dying.completeProducing(lost, 0, 0)).isFalse();
    assertThat(dying.fail(lost, FailureKind.FINAL, "late")).isFalse();
    assertThat(status(again)).isEqualTo(TaskStatus.RUNNING);
  }

  @Test
  void heartbeat_keeps_a_task_up_to_its_time_limit() {
    fixture.started("docs");
    ClaimedTask task = board.claim(1).get(0);
    assertThat(board.heartbeat(task)).isTrue();
    TaskBoard impatient =
        new TaskBoard(fixture.database, "w1", "default", new TaskTimes(LONG, Duration.ZERO));
    assertThat(impatient.heartbeat(task, new Waited(Duration.ofMinutes(1), false))).isTrue();
    assertThat(impatient.heartbeat(task, new Waited(Duration.ZERO, true)))
        .as("what waits for Kafka does not take long")
        .isTrue();
    assertThat(impatient.heartbeat(task)).isFalse();
    assertThat(reaper.reap()).isEqualTo(new Reaped(1, 0));
  }

  @Test
  void end_that_the_landing_passed_without_effect_is_sent_again() {
    ClaimedTask task = classification();
    board.completeProducing(task, 3, 17);
    passed(task, 17);
    assertThat(reaper.reap()).isEqualTo(new Reaped(0, 0));
    passed(task, 18);
    assertThat(reaper.reap()).isEqualTo(new Reaped(0, 1));
    assertThat(status(task)).isEqualTo(TaskStatus.QUEUED);
    assertThat(reaper.reap()).isEqualTo(new Reaped(0, 0));
  }

  @Test
  void kafka_being_away_uses_no_budget_and_failing_by_itself_does() {
    ClaimedTask task = classification();
    for (int failures = 0; failures < 8; failures++) {
      assertThat(board.fail(task, FailureKind.DOES_NOT_COUNT, "Kafka is away.")).isTrue();
      due();
      task = board.claim(1).get(0);
    }
    for (int failures = 1; failures < 5; failures++) {
      board.fail(task, FailureKind.COUNTS, "It fails.");
      assertThat(status(task)).isEqualTo(TaskStatus.QUEUED);
      due();
      task = board.claim(1).get(0);
    }
    board.fail(task, FailureKind.COUNTS, "It fails.");
    assertThat(status(task)).isEqualTo(TaskStatus.FAILED);
  }

  @Test
  void job_is_completed_by_its_end_marker_and_not_before_all_is_consumed() {
    ClaimedTask task = classification();
    JobMonitor monitor = new JobMonitor(fixture.database);
    board.completeProducing(task, 3, 17);
    assertThat(monitor.finishedJobs("c1")).isEmpty();
    assertThat(completion.complete(task.jobId())).contains(JobStatus.RUNNING);
    consume(task);
    assertThat(monitor.finishedJobs("c1")).containsExactly(task.jobId());
    assertThat(monitor.finishedJobs("c2")).isEmpty();
    assertThat(completion.complete(task.jobId())).contains(JobStatus.COMPLETED);
    assertThat(completion.complete(task.jobId())).contains(JobStatus.COMPLETED);
    assertThat(monitor.finishedJobs("c1")).isEmpty();
    assertThat(completion.complete(987_654)).isEmpty();
  }

  @Test
  void data_source_that_cannot_be_listed_fails_the_job_with_its_reason() {
    fixture.started("docs");
    ClaimedTask listing = board.claim(1).get(0);
    board.fail(listing, FailureKind.FINAL, "\"/srv/docs\" is not a folder");
    assertThat(completion.complete(listing.jobId())).contains(JobStatus.FAILED);
    JobDetails shown = new JobBoard(fixture.database).show(listing.jobId());
    assertThat(shown.job().failure()).isEqualTo("docs: \"/srv/docs\" is not a folder");
    assertThat(shown.job().tasks()).isEqualTo(Map.of(TaskStatus.FAILED, 1L));
    assertThat(shown.failures()).hasSize(1);
  }

  @Test
  void job_with_many_tasks_shows_the_first_of_them_and_how_many_more_there_are() {
    fixture.started("docs");
    ClaimedTask listing = board.claim(1).get(0);
    board.completeEnumeration(listing, JobFixture.scopes(130));
    fixture.sql("UPDATE tasks SET failure = 'It failed.' WHERE status = 'QUEUED'");
    JobDetails shown = new JobBoard(fixture.database).show(listing.jobId());
    assertThat(shown.failures()).hasSize(100);
    assertThat(shown.moreFailures()).isEqualTo(30);
    assertThat(shown.waiting()).hasSize(20);
    assertThat(shown.moreWaiting()).isEqualTo(110);
    assertThat(shown.job().taskCount()).isEqualTo(131);
  }

  private ClaimedTask classification() {
    fixture.started("docs");
    board.completeEnumeration(board.claim(1).get(0), List.of(new TaskScope("", null)));
    return board.claim(1).get(0);
  }

  private List<String> scopes() {
    return fixture.texts(
        """
        SELECT coalesce(nullif(scope_from, ''), '-') || ' ' || coalesce(scope_to, '-')
        FROM tasks WHERE kind = 'CLASSIFY' ORDER BY scope_from
        """);
  }

  private void due() {
    fixture.sql("UPDATE tasks SET next_attempt_at = now() WHERE status = 'QUEUED'");
  }

  private void consume(ClaimedTask task) {
    fixture.sql(
        "UPDATE tasks SET status = 'COMPLETED_CONSUMED', worker_id = NULL WHERE task_id = ?",
        task.taskId());
  }

  private void passed(ClaimedTask task, long nextOffset) {
    fixture.sql(
        "UPDATE landing_progress SET next_offset = ? WHERE partition = ?",
        nextOffset,
        task.partition());
  }

  private TaskStatus status(ClaimedTask task) {
    return TaskStatus.valueOf(
        fixture.texts("SELECT status FROM tasks WHERE task_id = ?", task.taskId()).get(0));
  }
}

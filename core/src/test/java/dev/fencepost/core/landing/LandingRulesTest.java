package dev.fencepost.core.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.landing.Incoming.EndMarker;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.Incoming.Origin;
import dev.fencepost.core.landing.Incoming.Sender;
import dev.fencepost.core.landing.Rejection.Reason;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LandingRulesTest {

  private static final Payload BYTES = new Payload(new byte[0]);
  private static final int SOURCE = 1;
  private static final int PARTITION = 3;

  @Test
  void a_record_of_no_scan_lands() {
    assertThat(decide(null, null)).isInstanceOf(Decision.Land.class);
  }

  @Test
  void a_record_of_the_current_attempt_lands() {
    assertThat(decide(origin(2, 5), task(2, TaskStatus.RUNNING, 5, 5)))
        .isInstanceOf(Decision.Land.class);
  }

  @Test
  void another_attempts_record_is_ignored() {
    TaskView task = task(2, TaskStatus.RUNNING, 5, 0);
    assertThat(decide(origin(1, 5), task))
        .isEqualTo(new Decision.Ignore(Decision.Ignore.Why.STALE_ATTEMPT));
    assertThat(decide(origin(3, 5), task))
        .isEqualTo(new Decision.Ignore(Decision.Ignore.Why.STALE_ATTEMPT));
  }

  @Test
  void a_consumed_tasks_record_is_ignored() {
    assertThat(decide(origin(1, 5), task(1, TaskStatus.COMPLETED_CONSUMED, 5, 0)))
        .isEqualTo(new Decision.Ignore(Decision.Ignore.Why.TASK_CONSUMED));
  }

  @Test
  void a_record_of_a_scan_that_a_newer_one_swept_is_ignored() {
    assertThat(decide(origin(1, 5), task(1, TaskStatus.RUNNING, 5, 6)))
        .isEqualTo(new Decision.Ignore(Decision.Ignore.Why.SWEPT_EPOCH));
  }

  @Test
  void a_record_that_does_not_fit_its_task_is_a_dead_letter() {
    TaskView task = task(1, TaskStatus.RUNNING, 5, 0);
    assertThat(reason(decide(origin(1, 5), null))).isEqualTo(Reason.UNKNOWN_TASK);
    assertThat(reason(decide(new Origin(7, 99, 1, 5), task))).isEqualTo(Reason.UNKNOWN_TASK);
    assertThat(reason(decide(origin(1, 6), task))).isEqualTo(Reason.WRONG_EPOCH);
    assertThat(reason(LandingRules.decide(record(origin(1, 5), "docs"), task, SOURCE, 0)))
        .isEqualTo(Reason.WRONG_PARTITION);
    assertThat(reason(LandingRules.decide(record(origin(1, 5), "docs"), task, 2, PARTITION)))
        .isEqualTo(Reason.WRONG_PARTITION);
    assertThat(reason(LandingRules.decide(record(origin(1, 5), "x"), task, SOURCE, PARTITION)))
        .isEqualTo(Reason.WRONG_DATASOURCE);
  }

  @Test
  void a_record_that_cannot_be_read_counts_for_the_attempt_that_sent_it() {
    TaskView task = task(2, TaskStatus.RUNNING, 5, 5);
    assertThat(attribute(new Sender(7, 8, 2), task)).isEqualTo(Attribution.COUNTED);
  }

  @Test
  void a_record_that_cannot_be_read_and_comes_too_late_is_its_tasks_and_counts_for_nobody() {
    Sender sender = new Sender(7, 8, 2);
    assertThat(attribute(sender, task(3, TaskStatus.RUNNING, 5, 0))).isEqualTo(Attribution.LATE);
    assertThat(attribute(sender, task(1, TaskStatus.RUNNING, 5, 0))).isEqualTo(Attribution.LATE);
    assertThat(attribute(sender, task(2, TaskStatus.COMPLETED_CONSUMED, 5, 0)))
        .isEqualTo(Attribution.LATE);
    assertThat(attribute(sender, task(2, TaskStatus.RUNNING, 5, 6))).isEqualTo(Attribution.LATE);
  }

  @Test
  void a_record_that_cannot_be_read_and_contradicts_its_task_is_nobodys() {
    TaskView task = task(2, TaskStatus.RUNNING, 5, 5);
    Sender sender = new Sender(7, 8, 2);
    assertThat(attribute(null, null)).isEqualTo(Attribution.NOBODY);
    assertThat(attribute(sender, null)).isEqualTo(Attribution.NOBODY);
    assertThat(attribute(new Sender(7, 99, 2), task)).isEqualTo(Attribution.NOBODY);
    assertThat(LandingRules.attribute(sender, task, SOURCE, 0)).isEqualTo(Attribution.NOBODY);
    assertThat(LandingRules.attribute(sender, task, 2, PARTITION)).isEqualTo(Attribution.NOBODY);
  }

  @Test
  void a_complete_and_clean_end_consumes_and_sweeps() {
    TaskView task = task(1, TaskStatus.RUNNING, 5, 0).counting(10, 0);
    assertThat(end(task, 1, 10L, 0)).isEqualTo(new EndDecision.Consume(true));
    assertThat(end(task.counting(1, 0), 1, 10L, 0)).isEqualTo(new EndDecision.Consume(true));
  }

  @Test
  void an_end_after_a_failure_a_dead_letter_or_without_a_count_sweeps_nothing() {
    TaskView task = task(1, TaskStatus.COMPLETED_PRODUCING, 5, 0).counting(10, 0);
    assertThat(end(task, 1, 10L, 1)).isEqualTo(new EndDecision.Consume(false));
    assertThat(end(task.counting(-1, 1), 1, 10L, 0)).isEqualTo(new EndDecision.Consume(false));
    assertThat(end(task, 1, null, 0)).isEqualTo(new EndDecision.Consume(false));
  }

  @Test
  void an_end_with_missing_records_retries_while_the_budget_lasts() {
    TaskView task = task(1, TaskStatus.RUNNING, 5, 0).counting(9, 0);
    assertThat(end(task, 1, 10L, 0)).isInstanceOf(EndDecision.Retry.class);
    TaskView last =
        new TaskView(
            7, 8, TaskStatus.RUNNING, 1, SOURCE, PARTITION, "docs", 5, 5, 0, 9, 0, false, "", null);
    assertThat(end(last, 1, 10L, 0)).isInstanceOf(EndDecision.Fail.class);
  }

  @Test
  void an_end_of_a_swept_scan_can_not_complete() {
    assertThat(end(task(1, TaskStatus.RUNNING, 5, 6), 1, 0L, 0))
        .isInstanceOf(EndDecision.Fail.class);
  }

  @ParameterizedTest
  @EnumSource(TaskStatus.class)
  void only_a_task_that_may_become_consumed_does(TaskStatus status) {
    boolean consumed = end(task(1, status, 5, 0), 1, 0L, 0) instanceof EndDecision.Consume;
    assertThat(consumed)
        .isEqualTo(status == TaskStatus.RUNNING || status == TaskStatus.COMPLETED_PRODUCING);
  }

  @Test
  void another_attempts_end_and_one_of_no_task_do_nothing_to_the_task() {
    assertThat(end(task(2, TaskStatus.RUNNING, 5, 0), 1, 0L, 0))
        .isInstanceOf(EndDecision.Ignore.class);
    assertThat(end(null, 1, 0L, 0)).isInstanceOf(EndDecision.Reject.class);
  }

  private static EndDecision end(
      @Nullable TaskView task, int attempt, @Nullable Long records, long failures) {
    return LandingRules.decide(
        new EndMarker(9, 7, 8, attempt, records, failures, BYTES), task, SOURCE, PARTITION);
  }

  private static Decision decide(@Nullable Origin origin, @Nullable TaskView task) {
    return LandingRules.decide(record(origin, "docs"), task, SOURCE, PARTITION);
  }

  private static Attribution attribute(@Nullable Sender sender, @Nullable TaskView task) {
    return LandingRules.attribute(sender, task, SOURCE, PARTITION);
  }

  private static Origin origin(int attempt, long epoch) {
    return new Origin(7, 8, attempt, epoch);
  }

  private static TaskView task(int attempt, TaskStatus status, long epoch, long sweptEpoch) {
    return new TaskView(
        7,
        8,
        status,
        attempt,
        SOURCE,
        PARTITION,
        "docs",
        epoch,
        Math.max(epoch, sweptEpoch),
        sweptEpoch,
        0,
        0,
        true,
        "",
        null);
  }

  private static FindingRecord record(@Nullable Origin origin, String datasource) {
    Finding finding =
        new Finding("f", "URL", 1, 1, datasource, "default", "p", "", Map.of(), Instant.EPOCH);
    return new FindingRecord(9, origin, finding, false, BYTES);
  }

  private static Reason reason(Decision decision) {
    return ((Decision.Reject) decision).rejection().reason();
  }
}

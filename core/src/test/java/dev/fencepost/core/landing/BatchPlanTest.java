package dev.fencepost.core.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.job.TaskStatus;
import dev.fencepost.core.landing.BatchPlan.Place;
import dev.fencepost.core.landing.Incoming.EndMarker;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import dev.fencepost.core.landing.Incoming.Malformed;
import dev.fencepost.core.landing.Incoming.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchPlanTest {

  private static final Payload BYTES = new Payload(new byte[0]);

  @Test
  void only_the_newest_record_of_a_finding_is_stored() {
    BatchPlan plan = plan(Set.of(), record(1, "a"), record(2, "b"), record(3, "a"));
    assertThat(plan.newest())
        .extracting(landing -> landing.record().offset())
        .containsExactlyInAnyOrder(2L, 3L);
  }

  @Test
  void a_refused_record_uncovers_the_one_before_it() {
    BatchPlan plan = plan(Set.of(new Place(0, 3)), record(1, "a"), record(3, "a"));
    assertThat(plan.newest()).extracting(landing -> landing.record().offset()).containsExactly(1L);
    assertThat(plan.deadLetters())
        .extracting(letter -> letter.rejection().reason())
        .containsExactly(Rejection.Reason.REFUSED_BY_DATABASE);
  }

  @Test
  void an_end_adds_up_with_a_record_that_nobody_can_read_and_sweeps_nothing() {
    TaskView task =
        new TaskView(7, 8, TaskStatus.RUNNING, 2, 1, 0, "docs", 5, 5, 0, 0, 0, true, "", null);
    BatchPlan plan =
        BatchPlan.of(
            1,
            List.of(
                new PartitionBatch(
                    0,
                    0,
                    10,
                    List.of(
                        malformed(0, new Sender(7, 8, 1)),
                        malformed(1, new Sender(7, 8, 2)),
                        malformed(2, new Sender(9, 8, 2)),
                        malformed(3, null),
                        new EndMarker(4, 7, 8, 2, 1L, 0, BYTES),
                        malformed(5, new Sender(7, 8, 2))))),
            List.of(task),
            Set.of());
    assertThat(plan.consumed()).extracting(BatchPlan.Consumed::sweep).containsExactly(false);
    assertThat(plan.tasksAfter()).extracting(TaskView::deadLettered).containsExactly(1L);
    assertThat(plan.deadLetters())
        .extracting(letter -> letter.sender() == null ? 0 : letter.sender().attempt())
        .containsExactly(1, 2, 0, 0, 2);
  }

  @Test
  void a_finding_that_contradicts_its_own_task_counts_for_it() {
    TaskView task =
        new TaskView(7, 8, TaskStatus.RUNNING, 2, 1, 0, "docs", 5, 5, 0, 0, 0, true, "", null);
    Finding finding =
        new Finding("a", "URL", 1, 1, "docs", "default", "p", "", Map.of(), Instant.EPOCH);
    BatchPlan plan =
        BatchPlan.of(
            1,
            List.of(
                new PartitionBatch(
                    0,
                    0,
                    2,
                    List.of(
                        new FindingRecord(
                            0, new Incoming.Origin(7, 8, 2, 4), finding, false, BYTES),
                        new EndMarker(1, 7, 8, 2, 1L, 0, BYTES)))),
            List.of(task),
            Set.of());
    assertThat(plan.deadLetters())
        .extracting(letter -> letter.rejection().reason())
        .containsExactly(Rejection.Reason.WRONG_EPOCH);
    assertThat(plan.consumed()).extracting(BatchPlan.Consumed::sweep).containsExactly(false);
  }

  @Test
  void a_replayed_batch_keeps_only_what_has_not_landed() {
    PartitionBatch batch = new PartitionBatch(0, 1, 4, List.of(record(1, "a"), record(3, "b")));
    assertThat(batch.startingAt(2).records()).extracting(Incoming::offset).containsExactly(3L);
    assertThat(batch.startingAt(9).to()).isEqualTo(9);
    assertThat(batch.endingAt(3).records()).extracting(Incoming::offset).containsExactly(1L);
    assertThatThrownBy(() -> new PartitionBatch(0, 4, 1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BatchPlan plan(Set<Place> refused, Incoming... records) {
    return BatchPlan.of(
        1, List.of(new PartitionBatch(0, 0, 10, List.of(records))), List.of(), refused);
  }

  private static Malformed malformed(long offset, @Nullable Sender sender) {
    Rejection rejection = new Rejection(Rejection.Reason.MALFORMED_JSON, "");
    return new Malformed(offset, sender, rejection, BYTES);
  }

  private static FindingRecord record(long offset, String id) {
    Finding finding =
        new Finding(id, "URL", 1, 1, "docs", "default", "p", "", Map.of(), Instant.EPOCH);
    return new FindingRecord(offset, null, finding, false, BYTES);
  }
}

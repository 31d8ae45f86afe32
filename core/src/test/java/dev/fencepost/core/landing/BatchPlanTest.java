package dev.fencepost.core.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.core.finding.Finding;
import dev.fencepost.core.landing.BatchPlan.Place;
import dev.fencepost.core.landing.Incoming.FindingRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private static FindingRecord record(long offset, String id) {
    Finding finding =
        new Finding(id, "URL", 1, 1, "docs", "default", "p", "", Map.of(), Instant.EPOCH);
    return new FindingRecord(offset, null, finding, false, BYTES);
  }
}

package dev.fencepost.chaos.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.chaos.oracle.LogRecord.End;
import dev.fencepost.chaos.oracle.LogRecord.Found;
import dev.fencepost.chaos.oracle.LogRecord.Origin;
import dev.fencepost.core.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TruthTest {

  private static Found found(long offset, String id, @Nullable Origin origin) {
    return new Found(0, offset, finding(id, origin == null ? "direct" : "files"), false, origin);
  }

  private static Found deleted(long offset, String id) {
    return new Found(0, offset, finding(id, "direct"), true, null);
  }

  private static Finding finding(String id, String datasource) {
    return new Finding(
        id, "URL", 0.5, 1, datasource, "default", "path", "", Map.of(), Instant.EPOCH);
  }

  private static Truth truth(LogRecord... records) {
    return new Truth(new KafkaLog(List.of(records), Map.of(0, 100L)));
  }

  private static Set<Long> offsets(Truth truth, String id) {
    return Objects.requireNonNull(truth.live().get(id)).offsets();
  }

  @Test
  void the_newest_record_of_a_direct_finding_counts() {
    Truth truth = truth(found(0, "a", null), found(1, "b", null), found(2, "a", null));

    assertThat(truth.live()).containsOnlyKeys("a", "b");
    assertThat(offsets(truth, "a")).containsExactly(2L);
  }

  @Test
  void a_deletion_ends_a_direct_finding_until_it_comes_again() {
    assertThat(truth(found(0, "a", null), deleted(1, "a")).live()).isEmpty();
    assertThat(truth(found(0, "a", null), deleted(1, "a"), found(2, "a", null)).live())
        .containsOnlyKeys("a");
  }

  @Test
  void a_frozen_policy_knows_nothing_past_its_offsets() {
    Truth truth = truth(found(0, "a", null), found(1, "b", null), deleted(2, "a"));

    assertThat(truth.direct(Map.of(0, 1L))).containsOnlyKeys("a", "b");
    assertThat(truth.direct(Map.of(0, 0L))).containsOnlyKeys("a");
    assertThat(truth.direct(Map.of(5, 9L))).isEmpty();
  }

  @Test
  void what_only_an_older_scan_found_is_gone() {
    Truth truth =
        truth(
            found(0, "gone", new Origin(1, 1, 1)),
            found(1, "stays", new Origin(1, 1, 1)),
            new End(0, 2, 1, 1, 2, 0),
            found(3, "stays", new Origin(2, 1, 2)),
            new End(0, 4, 2, 1, 1, 0));

    assertThat(truth.live()).containsOnlyKeys("stays");
    assertThat(offsets(truth, "stays")).containsExactly(3L);
    assertThat(truth.unendedTasks()).isZero();
  }

  @Test
  void a_try_that_did_not_end_does_not_count() {
    Truth truth =
        truth(
            found(0, "half", new Origin(1, 1, 1)),
            found(1, "whole", new Origin(1, 2, 1)),
            new End(0, 2, 1, 2, 1, 0));

    assertThat(truth.live()).containsOnlyKeys("whole");
  }

  @Test
  void two_complete_tries_may_both_be_the_newest_version() {
    Truth truth =
        truth(
            found(0, "a", new Origin(1, 1, 1)),
            new End(0, 1, 1, 1, 1, 0),
            found(2, "a", new Origin(1, 2, 1)),
            new End(0, 3, 1, 2, 1, 0));

    assertThat(offsets(truth, "a")).containsExactlyInAnyOrder(0L, 2L);
  }

  @Test
  void a_task_without_a_clean_end_is_told() {
    Truth truth =
        truth(
            found(0, "a", new Origin(1, 1, 1)),
            found(1, "b", new Origin(2, 1, 1)),
            new End(0, 2, 2, 1, 1, 3));

    assertThat(truth.unendedTasks()).isEqualTo(2);
  }
}

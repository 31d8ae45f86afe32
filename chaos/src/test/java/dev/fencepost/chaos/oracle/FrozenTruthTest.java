package dev.fencepost.chaos.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.chaos.oracle.FrozenTruth.Possible;
import dev.fencepost.chaos.oracle.LogRecord.End;
import dev.fencepost.chaos.oracle.LogRecord.Found;
import dev.fencepost.chaos.oracle.LogRecord.Origin;
import dev.fencepost.chaos.oracle.LogRecord.Seen;
import dev.fencepost.core.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A scan in partition 0 and the next one in partition 1; a policy froze in the middle. */
class FrozenTruthTest {

  private static final Origin FIRST = new Origin(1, 1, 1);
  private static final Origin SECOND = new Origin(2, 1, 2);
  private static final Origin SECOND_AGAIN = new Origin(2, 2, 2);
  private static final Origin BESIDE = new Origin(3, 1, 2);

  /** The finding x in the object m. */
  private static final List<LogRecord> OLDER =
      List.of(seen(0, 0, "m", FIRST), found(0, 1, "m", FIRST), end(0, 2, FIRST));

  private static Seen seen(int partition, long offset, String path, Origin origin) {
    return new Seen(partition, offset, "files", path, origin);
  }

  private static Found found(int partition, long offset, String path, Origin origin) {
    Finding finding =
        new Finding("x", "URL", 0.5, 1, "files", "default", path, "", Map.of(), Instant.EPOCH);
    return new Found(partition, offset, finding, false, origin);
  }

  private static End end(int partition, long offset, Origin origin) {
    return new End(partition, offset, origin.task(), origin.attempt(), 1, 0);
  }

  /** After everything of the first scan, and this much of the second one. */
  private static Map<String, Possible> at(long frozen, LogRecord... newer) {
    List<LogRecord> records = Stream.concat(OLDER.stream(), Stream.of(newer)).toList();
    return FrozenTruth.of(new KafkaLog(records, Map.of(0, 3L, 1, 9L)), Map.of(0, 2L, 1, frozen));
  }

  private static List<String> versions(Map<String, Possible> possible) {
    return Objects.requireNonNull(possible.get("x")).states().stream()
        .map(state -> state.epoch() + "/" + state.offsets().iterator().next())
        .toList();
  }

  private static boolean mayBeAbsent(Map<String, Possible> possible) {
    return Objects.requireNonNull(possible.get("x")).mayBeAbsent();
  }

  private static final LogRecord[] FOUND_AGAIN = {
    seen(1, 0, "m", SECOND), found(1, 1, "m", SECOND), end(1, 2, SECOND)
  };

  @Test
  void before_the_next_scan_landed_anything_the_first_one_counts() {
    assertThat(versions(at(-1, FOUND_AGAIN))).containsExactly("1/1");
    assertThat(mayBeAbsent(at(-1, FOUND_AGAIN))).isFalse();
  }

  @Test
  void what_is_told_of_the_object_may_have_given_the_finding_a_version() {
    assertThat(versions(at(0, FOUND_AGAIN))).containsExactly("1/1", "2/0");
    assertThat(mayBeAbsent(at(0, FOUND_AGAIN))).isFalse();
  }

  @Test
  void what_the_next_scan_landed_counts_alone() {
    assertThat(versions(at(1, FOUND_AGAIN))).containsExactly("2/1");
    assertThat(mayBeAbsent(at(1, FOUND_AGAIN))).isFalse();
  }

  @Test
  void a_finding_that_is_gone_exists_until_the_end_of_its_task() {
    LogRecord[] gone = {seen(1, 0, "m", SECOND), end(1, 1, SECOND)};

    assertThat(versions(at(0, gone))).contains("1/1");
    assertThat(mayBeAbsent(at(0, gone))).isFalse();
    assertThat(at(1, gone)).isEmpty();
  }

  @Test
  void a_finding_that_only_the_next_scan_has_does_not_exist_before_it_landed() {
    LogRecord[] newer = {
      seen(1, 0, "n", SECOND),
      new Found(
          1,
          1,
          new Finding("y", "URL", 1, 1, "files", "default", "n", "", Map.of(), Instant.EPOCH),
          false,
          SECOND),
      end(1, 2, SECOND)
    };

    assertThat(at(0, newer)).containsOnlyKeys("x");
    assertThat(at(1, newer)).containsOnlyKeys("x", "y");
  }

  @Test
  void while_it_is_open_which_try_counted_both_scans_may_be_right() {
    LogRecord[] twice = {
      seen(1, 0, "m", SECOND),
      found(1, 1, "m", SECOND),
      found(1, 2, "m", SECOND_AGAIN),
      end(1, 3, SECOND_AGAIN)
    };

    assertThat(versions(at(1, twice))).containsExactly("2/1", "1/1", "2/0");
    assertThat(versions(at(2, twice))).containsExactly("2/1", "2/2");
  }

  @Test
  void an_object_that_is_gone_from_between_two_tasks_may_be_swept_by_either() {
    LogRecord[] around = {
      seen(1, 0, "a", SECOND), seen(1, 1, "z", BESIDE), end(1, 2, SECOND), end(1, 3, BESIDE)
    };

    assertThat(mayBeAbsent(at(1, around))).isFalse();
    assertThat(mayBeAbsent(at(2, around))).isTrue();
    assertThat(versions(at(2, around))).containsExactly("1/1");
    assertThat(at(3, around)).isEmpty();
  }
}

package dev.fencepost.streaming.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fencepost.core.landing.PartitionBatch;
import dev.fencepost.streaming.record.RawRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PendingBatchTest {

  private final PendingBatch pending =
      new PendingBatch(new BatchLimits(3, 1_000, Duration.ofMillis(200), Duration.ofMillis(150)));

  @Test
  void batches_cover_every_position_between_two_landings_gaps_included() {
    pending.start(0, 10);
    pending.start(1, 0);
    pending.add(record(0, 15, 1), null);
    pending.add(record(0, 20, 1), null);

    assertThat(pending.batches()).extracting(PendingBatchTest::range).containsExactly("0: 10-21");
    pending.landed();
    assertThat(pending.isEmpty()).isTrue();
    assertThat(pending.batches()).isEmpty();

    pending.add(record(1, 2, 1), null);
    pending.add(record(0, 30, 1), null);
    assertThat(pending.batches())
        .extracting(PendingBatchTest::range)
        .containsExactly("0: 21-31", "1: 0-3");
  }

  @Test
  void it_is_full_by_records_or_by_bytes() {
    pending.start(0, 0);
    pending.add(record(0, 0, 999), null);
    assertThat(pending.isFull(3)).isFalse();
    pending.add(record(0, 1, 1), null);
    assertThat(pending.isFull(3)).isTrue();

    pending.landed();
    pending.add(record(0, 2, 1), null);
    pending.add(record(0, 3, 1), null);
    assertThat(pending.isFull(3)).isFalse();
    pending.add(record(0, 4, 1), null);
    assertThat(pending.isFull(3)).isTrue();
  }

  @Test
  void it_tells_how_long_its_oldest_record_has_been_in_the_topic() {
    pending.start(0, 0);
    pending.add(record(0, 0, 1), -1L);
    assertThat(pending.waited(10_000)).as("nobody said it").isZero();

    pending.add(record(0, 1, 1), 7_000L);
    pending.add(record(0, 2, 1), 4_000L);
    pending.add(record(0, 3, 1), 9_000L);
    assertThat(pending.waited(10_000)).isEqualTo(6_000);
    assertThat(pending.waited(3_000)).as("the producer's clock is ahead").isZero();

    pending.landed();
    pending.add(record(0, 4, 1), 9_500L);
    assertThat(pending.waited(10_000)).isEqualTo(500);
  }

  @Test
  void a_record_before_its_start_or_out_of_order_is_a_bug() {
    assertThatIllegalStateException().isThrownBy(() -> pending.add(record(0, 0, 1), null));
    pending.start(0, 5);
    assertThatIllegalStateException().isThrownBy(() -> pending.add(record(0, 4, 1), null));
  }

  private static RawRecord record(int partition, long offset, int bytes) {
    return RawRecord.read(partition, offset, null, new byte[bytes]);
  }

  private static String range(PartitionBatch batch) {
    return batch.partition() + ": " + batch.from() + "-" + batch.to();
  }
}

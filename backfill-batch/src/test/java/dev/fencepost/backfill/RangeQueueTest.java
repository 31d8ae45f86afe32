package dev.fencepost.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.engine.backfill.BackfillRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RangeQueueTest {

  private static final int WANTED = 1_000;

  private final RangeQueue queue = new RangeQueue(WANTED, 2);

  @Test
  void ranges_in_which_little_matches_are_joined_more_and_more_and_fewer_towards_the_end() {
    queue.fill(ranges(0, 50));

    List<Integer> counts = new ArrayList<>();
    for (BackfillRange taken = next(); ; taken = next()) {
      counts.add(taken.count());
      queue.judged(taken, 10L * taken.count());
      if (queue.isEmpty()) {
        break;
      }
    }
    assertThat(counts).startsWith(1, 2, 4, 8, 8).endsWith(1, 1, 1);
    assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
  }

  @Test
  void a_range_in_which_much_matches_stays_alone() {
    queue.fill(ranges(0, 50));
    queue.judged(next(), 0);
    BackfillRange two = next();
    assertThat(two.count()).isEqualTo(2);

    queue.judged(two, 2 * WANTED);
    BackfillRange one = next();
    assertThat(one.count()).isEqualTo(1);

    queue.judged(one, 0);
    assertThat(queue.take(false).orElseThrow().count()).as("while landings are slow").isEqualTo(1);
    assertThat(next().count()).isEqualTo(2);
  }

  @Test
  void only_neighbours_are_joined_and_they_keep_the_outermost_bounds() {
    List<BackfillRange> ranges = new ArrayList<>(ranges(0, 3));
    ranges.addAll(ranges(10, 40));
    queue.fill(ranges);
    queue.judged(next(), 0);

    BackfillRange joined = next();
    assertThat(joined).isEqualTo(new BackfillRange(7, 1, 2, "b01", "b03"));
    queue.judged(joined, 0);
    queue.giveBack(joined);
    assertThat(next()).isEqualTo(joined);
    assertThat(next().number()).isEqualTo(10);
  }

  private BackfillRange next() {
    return queue.take(true).orElseThrow();
  }

  private static List<BackfillRange> ranges(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new BackfillRange(7, i, i, bound(i), bound(i + 1)))
        .toList();
  }

  private static String bound(int number) {
    return "b%02d".formatted(number);
  }
}

package dev.fencepost.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fencepost.bench.stage.Backlog;
import dev.fencepost.cli.failure.CommandFailure;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FeedTest {

  private static final int PER_TASK = Backlog.RECORDS_PER_TASK + 1;

  private final Feed feed = new Feed(new Backlog(8_000));

  @Test
  void partitions_take_turns_and_an_end_follows_the_findings_of_a_task() {
    String last = "";
    for (int i = 0; i < 8 * PER_TASK; i++) {
      assertThat(Feed.numberOf(Feed.partitionOf(feed.sent()), i / 8)).isEqualTo(i);
      last = new String(feed.next(), StandardCharsets.UTF_8);
      assertThat(last.contains("END_TASK")).as(last).isEqualTo(i >= 8 * (PER_TASK - 1));
    }
    assertThatThrownBy(feed::next).isInstanceOf(CommandFailure.class);
  }
}

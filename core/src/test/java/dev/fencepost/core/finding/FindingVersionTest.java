package dev.fencepost.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingVersionTest {

  @Test
  void a_later_scan_wins_over_a_later_topic_and_that_over_a_later_record() {
    FindingVersion first = new FindingVersion(1, 1, 100);
    assertThat(new FindingVersion(1, 1, 101).isNewerThan(first)).isTrue();
    assertThat(new FindingVersion(1, 2, 0).isNewerThan(first)).isTrue();
    assertThat(new FindingVersion(2, 1, 0).isNewerThan(new FindingVersion(1, 9, 999))).isTrue();
    assertThat(first.isNewerThan(first)).isFalse();
  }
}

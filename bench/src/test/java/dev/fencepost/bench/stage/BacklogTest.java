package dev.fencepost.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fencepost.core.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private final Backlog backlog = new Backlog(20_500);

  @Test
  void every_tenth_record_is_a_newer_version_of_an_earlier_finding_of_its_partition() {
    Map<Integer, Set<String>> seen = new HashMap<>();
    long updates = 0;
    for (int task = 0; task < backlog.tasks(); task++) {
      Set<String> ids = seen.computeIfAbsent(Backlog.partitionOf(task), p -> new HashSet<>());
      for (int i = 0; i < backlog.sizeOf(task); i++) {
        Finding finding = backlog.sent(task, i).finding();
        assertThat(ids.add(finding.id())).isEqualTo(Backlog.isFirst(i));
        updates += Backlog.isFirst(i) ? 0 : 1;
      }
    }
    assertThat(updates).isEqualTo(2_050);
    assertThat(seen.values().stream().mapToInt(Set::size).sum())
        .isEqualTo((int) backlog.distinct());
  }

  @Test
  void a_finding_belongs_to_the_data_source_of_its_partition_and_the_scope_of_a_task() {
    Backlog.Sent sent = backlog.sent(13, 7);

    assertThat(sent.finding().datasource()).isEqualTo(Backlog.datasourceOf(5));
    assertThat(sent.finding().objectPath()).startsWith(Backlog.scopeOf(13));
    assertThat(sent.origin().jobId()).isEqualTo(Backlog.jobOf(5));
  }

  @Test
  void the_last_task_sends_what_is_left() {
    assertThat(backlog.tasks()).isEqualTo(21);
    assertThat(backlog.sizeOf(20)).isEqualTo(500);
    assertThat(backlog.sizeOf(19)).isEqualTo(1_000);
  }

  @Test
  void a_sample_is_spread_evenly_over_different_findings() {
    List<String> sample = backlog.sample(40);

    List<String> all = new ArrayList<>();
    for (int task = 0; task < backlog.tasks(); task++) {
      for (int i = 0; i < backlog.sizeOf(task); i++) {
        all.add(backlog.sent(task, i).finding().id());
      }
    }
    assertThat(sample).hasSize(40).doesNotHaveDuplicates();
    for (int i = 0; i < sample.size(); i++) {
      assertThat(all.indexOf(sample.get(i))).isBetween(i * 20_500 / 40 - 1, i * 20_500 / 40);
    }
    assertThat(new Backlog(3).sample(40)).hasSize(3);
  }
}

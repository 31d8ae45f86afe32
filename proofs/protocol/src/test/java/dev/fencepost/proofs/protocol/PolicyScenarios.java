package dev.fencepost.proofs.protocol;

import static dev.fencepost.proofs.protocol.ScenarioBuilder.sequences;

import java.util.ArrayList;
import java.util.List;

/** Policies over findings of producers without a scan. */
final class PolicyScenarios {

  private PolicyScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    List<String> logs = new ArrayList<>(sequences(3, "a1", "a"));
    logs.addAll(List.of("a1 a- a1", "a a1 a-"));
    logs.forEach(log -> all.add(stream(log)));
    for (String log : sequences(2, "a1", "a")) {
      all.add(
          new ScenarioBuilder("partitions", "two partitions, of which one may be added meanwhile")
              .partition(log)
              .latePartition("b1")
              .activate('1')
              .writers(2)
              .build());
    }
    all.add(
        new ScenarioBuilder("replace", "a policy that gets another condition")
            .partition("a12 b1")
            .partition("c2 b2")
            .activate('1')
            .activate('2')
            .build());
    all.add(
        new ScenarioBuilder("pause", "a policy that is paused and resumed")
            .partition("a1 b1")
            .activate('1')
            .pause()
            .activate('1')
            .writers(2)
            .build());
    all.add(
        new ScenarioBuilder("retire", "a policy that is retired")
            .partition("a1 a")
            .partition("b1")
            .activate('1')
            .retire()
            .writers(2)
            .build());
    all.add(
        new ScenarioBuilder("freeze", "a policy that freezes when it is caught up")
            .partition("a1 . a")
            .partition("b1")
            .activateOnce('1', 2L, 1L)
            .writers(2)
            .build());
    all.add(
        new ScenarioBuilder("freeze-retire", "a policy that freezes, and is retired or replaced")
            .partition("a1 a")
            .activateOnce('1', 1L)
            .retire()
            .activate('1')
            .writers(2)
            .build());
    all.add(
        new ScenarioBuilder("native", "ranges that are judged by one statement on the leader")
            .partition("a1 a a1")
            .partition("b1 b")
            .activate('1', 3L, 2L)
            .writers(2)
            .ranges(2)
            .nativeRanges()
            .build());
    all.add(
        new ScenarioBuilder("redo", "two backfills that do each other's ranges again")
            .partition("a1 b1 a")
            .activate('1')
            .redo()
            .crashes(1)
            .build());
    return all;
  }

  static Scenario stream(String log) {
    return new ScenarioBuilder("stream", "one finding that changes twice, a policy and a crash")
        .partition(log)
        .activate('1')
        .writers(2)
        .crashes(1)
        .build();
  }
}

package dev.fencepost.proofs.protocol;

import static dev.fencepost.proofs.protocol.ScenarioBuilder.sequences;

import java.util.ArrayList;
import java.util.List;

/** Larger configurations, which take minutes. */
final class WideScenarios {

  private WideScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    sequences(3, "a1", "a", "a-").forEach(log -> all.add(PolicyScenarios.stream(log)));
    all.add(
        new ScenarioBuilder("retire", "with a crash")
            .partition("a1 a")
            .partition("b1")
            .activate('1')
            .retire()
            .writers(2)
            .crashes(1)
            .build());
    all.add(
        new ScenarioBuilder("replace", "with two landings")
            .partition("a12 a2 a1")
            .activate('1')
            .activate('2')
            .writers(2)
            .build());
    all.add(
        new ScenarioBuilder("pause", "with a finding that changes")
            .partition("a1 a b1")
            .activate('1')
            .pause()
            .activate('1')
            .writers(2)
            .build());
    all.add(
        new ScenarioBuilder("freeze", "with a crash")
            .partition("a1 . a")
            .partition("b1")
            .activateOnce('1', 2L, 1L)
            .writers(2)
            .crashes(1)
            .build());
    all.add(
        new ScenarioBuilder("freeze-retire", "with a finding that changes twice")
            .partition("a1 a a1")
            .activateOnce('1', 2L)
            .retire()
            .activate('1')
            .writers(2)
            .build());
    all.add(
        new ScenarioBuilder("zombies", "with more records")
            .partition("")
            .has(1, "a")
            .task(1, 0, "", null, "a b END2", "a END1")
            .workers(2)
            .stalls(1)
            .crashes(1)
            .writers(2)
            .build());
    all.add(
        new ScenarioBuilder("scopes", "with a task that is taken away")
            .partition("")
            .has(1, "a", "c")
            .task(1, 0, "", "b", "a END1", "a END1")
            .task(1, 0, "b", null, "b END1", "c END1")
            .workers(2)
            .stalls(1)
            .build());
    return all;
  }
}

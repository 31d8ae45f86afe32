package dev.fencepost.proofs.protocol;

import java.util.ArrayList;
import java.util.List;

/** Scans: tasks, attempts, markers, epochs and sweeps. */
final class ScanScenarios {

  private ScanScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.add(
        new ScenarioBuilder("retry", "a task is taken away, and its first attempt sends on")
            .partition("")
            .has(1, "a")
            .task(1, 0, "", null, "a1 b1 END2", "a END1")
            .activate('1')
            .workers(2)
            .stalls(1)
            .build());
    all.add(
        new ScenarioBuilder("zombies", "two workers, two landings and a crash")
            .partition("")
            .has(1, "a")
            .task(1, 0, "", null, "b END1", "a END1")
            .workers(2)
            .stalls(1)
            .crashes(1)
            .writers(2)
            .build());
    for (String attempt : List.of("a ?", "a ??", "a ? END2", "a ?? END2", "a b END2 a")) {
      all.add(
          new ScenarioBuilder("loss", "an END or a record that can not be read, or comes twice")
              .partition("")
              .has(1, "a", "b")
              .task(1, 0, "", null, attempt, "a b END2")
              .workers(1)
              .crashes(1)
              .writers(2)
              .build());
    }
    for (String attempt : List.of("a END1/1", "a b! END2", "a END")) {
      all.add(
          new ScenarioBuilder("unclean", "a second scan that does not see everything")
              .partition("f")
              .has(1, "a", "b")
              .has(2, "a", "b")
              .task(1, 0, "", null, "a b END2")
              .task(2, 0, "", null, attempt)
              .workers(2)
              .build());
    }
    all.add(
        new ScenarioBuilder("rescan", "a second scan in another partition while the first one runs")
            .partition("f")
            .partition("")
            .has(1, "a", "b")
            .has(2, "a")
            .task(1, 0, "", null, "a b END2")
            .task(2, 1, "", null, "a END1")
            .workers(2)
            .writers(2)
            .build());
    all.add(
        new ScenarioBuilder("rescan-policy", "a second scan and a policy")
            .partition("")
            .partition("")
            .has(1, "a", "b")
            .has(2, "a")
            .task(1, 0, "", null, "b1 END1")
            .task(2, 1, "", null, "a1 END1")
            .activate('1')
            .workers(2)
            .build());
    for (String second : List.of("a=2 a END2", "a END1")) {
      all.add(
          new ScenarioBuilder("objects", "two scans that tell of an object, at the same time")
              .partition("")
              .partition("")
              .has(1, "a")
              .has(2, "a")
              .task(1, 0, "", null, "a=1 a END2")
              .task(2, 1, "", null, second)
              .workers(2)
              .writers(2)
              .build());
    }
    all.add(
        new ScenarioBuilder("objects-gone", "an object whose finding is gone, and a policy")
            .partition("")
            .partition("")
            .has(1, "a")
            .has(2)
            .task(1, 0, "", null, "a=1 a END2")
            .task(2, 1, "", null, "a=2 END1")
            .activate('2')
            .workers(2)
            .build());
    all.add(
        new ScenarioBuilder("scopes", "two tasks of one scan, side by side")
            .partition("")
            .has(1, "a", "c")
            .task(1, 0, "", "b", "a END1", "a END1")
            .task(1, 0, "b", null, "b END1", "c END1")
            .workers(2)
            .build());
    return all;
  }
}

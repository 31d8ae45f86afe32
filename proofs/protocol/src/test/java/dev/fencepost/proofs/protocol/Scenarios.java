package dev.fencepost.proofs.protocol;

import java.util.ArrayList;
import java.util.List;

/** The configurations that are explored; those of one name are explored one after the other. */
final class Scenarios {

  private Scenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.addAll(PolicyScenarios.all());
    all.addAll(ScanScenarios.all());
    return all;
  }
}

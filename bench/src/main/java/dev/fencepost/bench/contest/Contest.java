package dev.fencepost.bench.contest;

import dev.fencepost.cli.session.Progress;
import dev.fencepost.cli.session.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rounds in which every contestant has one turn. Each round begins with another contestant, so that
 * none is always the first on a rested machine or the last on a tired one.
 *
 * @param unit of what turns return
 * @param warmUps rounds whose values are thrown away, of those who do not start afresh in each turn
 */
public record Contest(String unit, int warmUps, int rounds) {

  public Contest {
    if (warmUps < 0 || rounds < 1) {
      throw new IllegalArgumentException("at least one round is needed");
    }
  }

  /** In the order of the contestants. */
  public List<Series> run(Terminal terminal, List<Contestant> contestants) throws Exception {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    contestants.forEach(contestant -> values.put(contestant.name(), new ArrayList<>()));
    for (int round = -warmUps; round < rounds; round++) {
      for (int i = 0; i < contestants.size(); i++) {
        Contestant next = contestants.get(Math.floorMod(i + round, contestants.size()));
        if (round < 0 && next.startsAfresh()) {
          continue;
        }
        double value = turn(terminal, next, round);
        if (round >= 0) {
          values.computeIfAbsent(next.name(), name -> new ArrayList<>()).add(value);
        }
      }
    }
    List<Series> all = new ArrayList<>();
    values.forEach((name, measured) -> all.add(new Series(name, unit, measured)));
    return all;
  }

  private double turn(Terminal terminal, Contestant contestant, int round) throws Exception {
    String which = round < 0 ? "warm-up" : "round " + (round + 1) + "/" + rounds;
    try (Progress progress = new Progress(terminal, contestant.name() + ", " + which)) {
      double value = contestant.turn().take();
      progress.done(String.format(Locale.ROOT, "%,.1f %s", value, unit));
      return value;
    }
  }
}

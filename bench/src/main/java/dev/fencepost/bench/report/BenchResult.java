package dev.fencepost.bench.report;

import dev.fencepost.bench.contest.Series;
import dev.fencepost.cli.output.Json;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.TextTable;
import dev.fencepost.cli.session.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one benchmark answers.
 *
 * @param context what was measured and on what, by names in snake_case
 * @param series of all contestants
 */
public record BenchResult(
    String name, Map<String, Object> context, List<Series> series, List<Ratio> ratios) {

  public BenchResult {
    context = new LinkedHashMap<>(context);
    series = List.copyOf(series);
    ratios = List.copyOf(ratios);
  }

  /** Two tables for people, or one object for programs. */
  public void print(Terminal terminal, boolean json) {
    if (json) {
      terminal.data(Json.pretty(object()));
      return;
    }
    context.forEach((what, value) -> terminal.say(what + ": " + value));
    terminal.data(
        TextTable.of(
            Listing.of(series)
                .with("contestant", Series::name)
                .with("median", s -> Numbers.brief(s.median()))
                .with("lowest", s -> Numbers.brief(s.lowest()))
                .with("highest", s -> Numbers.brief(s.highest()))
                .with("spread", s -> Numbers.percent(s.spread()))
                .with("unit", Series::unit)));
    terminal.data("");
    terminal.data(
        TextTable.of(
            Listing.of(ratios)
                .with("ratio", Ratio::name)
                .with("value", r -> Numbers.brief(r.value()))
                .with("goal", Ratio::goalText)
                .with("verdict", Ratio::verdict)));
  }

  Map<String, Object> object() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("bench", name);
    all.put("context", context);
    List<Object> contestants = new ArrayList<>();
    for (Series one : series) {
      Map<String, Object> measured = new LinkedHashMap<>();
      measured.put("name", one.name());
      measured.put("unit", one.unit());
      measured.put("median", one.median());
      measured.put("lowest", one.lowest());
      measured.put("highest", one.highest());
      measured.put("spread", one.spread());
      measured.put("values", one.values());
      contestants.add(measured);
    }
    all.put("contestants", contestants);
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Object> missed = new LinkedHashMap<>();
    for (Ratio ratio : ratios) {
      values.put(ratio.name(), ratio.value());
      if (ratio.verdict().equals("missed")) {
        missed.put(ratio.name(), ratio.goalText());
      }
    }
    all.put("ratios", values);
    all.put("missed", missed);
    return all;
  }
}

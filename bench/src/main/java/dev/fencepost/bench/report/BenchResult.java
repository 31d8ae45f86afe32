package dev.fencepost.bench.report;

import dev.fencepost.bench.contest.Series;
import dev.fencepost.cli.output.Json;
import dev.fencepost.cli.output.Listing;
import dev.fencepost.cli.output.TextTable;
import dev.fencepost.cli.session.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one benchmark answers.
 *
 * @param context what was measured and on what, by names in snake_case
 * @param series of all contestants
 * @param measures what else was counted, by names in snake_case; maps of maps or of numbers
 */
public record BenchResult(
    String name,
    Map<String, Object> context,
    List<Series> series,
    List<Ratio> ratios,
    Map<String, Map<String, Object>> measures) {

  public BenchResult {
    context = new LinkedHashMap<>(context);
    series = List.copyOf(series);
    ratios = List.copyOf(ratios);
    measures = new LinkedHashMap<>(measures);
  }

  public BenchResult(
      String name, Map<String, Object> context, List<Series> series, List<Ratio> ratios) {
    this(name, context, series, ratios, Map.of());
  }

  /** The same with one more measure. */
  public BenchResult with(String measure, Map<String, Object> values) {
    Map<String, Map<String, Object>> more = new LinkedHashMap<>(measures);
    more.put(measure, values);
    return new BenchResult(name, context, series, ratios, more);
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
    measures.forEach((measure, values) -> printMeasure(terminal, measure, values));
    terminal.data(
        TextTable.of(
            Listing.of(ratios)
                .with("ratio", Ratio::name)
                .with("value", r -> Numbers.brief(r.value()))
                .with("goal", Ratio::goalText)
                .with("verdict", Ratio::verdict)));
  }

  private static void printMeasure(Terminal terminal, String measure, Map<String, Object> values) {
    values.forEach((name, value) -> terminal.data(measure + " " + name + ": " + text(value)));
    terminal.data("");
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + " " + text(entry.getValue()))
          .collect(Collectors.joining(", "));
    }
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.3f", number)
        : String.valueOf(value);
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
    all.putAll(measures);
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, Object> goals = new LinkedHashMap<>();
    Map<String, Object> missed = new LinkedHashMap<>();
    for (Ratio ratio : ratios) {
      values.put(ratio.name(), ratio.value());
      if (ratio.goal() != null) {
        goals.put(ratio.name(), ratio.goalText());
      }
      if (ratio.verdict().equals("missed")) {
        missed.put(ratio.name(), ratio.goalText());
      }
    }
    all.put("ratios", values);
    all.put("goals", goals);
    all.put("missed", missed);
    return all;
  }
}

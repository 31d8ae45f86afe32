package dev.fencepost.bench.isolation;

import dev.fencepost.bench.isolation.Disturbance.Seen;
import dev.fencepost.bench.load.Latencies;
import dev.fencepost.bench.report.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What was seen in all turns. Percentiles are those of the flushes of all rounds together, because
 * one round has too few of them.
 */
final class Comparison {

  private static final double GOAL_RATIO = 1.3;
  private static final double PERCENTILE = 99;

  private final Map<Reading, List<Seen>> seen = new TreeMap<>();

  /** Returns the turn's own percentile, in milliseconds. */
  double add(Reading reading, Seen turn) {
    seen.computeIfAbsent(reading, first -> new ArrayList<>()).add(turn);
    return Latencies.millis(turn.flushes(), PERCENTILE);
  }

  /** Those whose contestants took part. */
  List<Ratio> ratios() {
    List<Ratio> ratios = new ArrayList<>();
    if (seen.containsKey(Reading.NONE) && seen.containsKey(Reading.LEADER)) {
      ratios.add(Ratio.of("flush_p99_leader_to_none", toNone(Reading.LEADER)));
    }
    if (seen.containsKey(Reading.NONE) && seen.containsKey(Reading.FOLLOWER)) {
      ratios.add(Ratio.atMost(GOAL_RATIO, "flush_p99_follower_to_none", toNone(Reading.FOLLOWER)));
    }
    if (seen.containsKey(Reading.FOLLOWER)) {
      ratios.add(
          Ratio.atMost(0, "blocks_scanned_of_primary", (double) scanned(of(Reading.FOLLOWER))));
    }
    return ratios;
  }

  private double toNone(Reading reading) {
    return Latencies.millis(flushes(of(reading)), PERCENTILE)
        / Latencies.millis(flushes(of(Reading.NONE)), PERCENTILE);
  }

  /** By contestant. */
  Map<String, Map<String, Object>> measures() {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    seen.forEach((reading, turns) -> all.put(reading.lowerName(), measures(turns)));
    return all;
  }

  private static Map<String, Object> measures(List<Seen> turns) {
    Map<String, Object> measures = new LinkedHashMap<>();
    Histogram flushes = flushes(turns);
    measures.put("flushes", flushes.getTotalCount());
    measures.put("flush_p50_millis", Latencies.millis(flushes, 50));
    measures.put("flush_p99_millis", Latencies.millis(flushes, PERCENTILE));
    Histogram starting = Latencies.empty();
    turns.forEach(turn -> starting.add(turn.whileStarting()));
    if (starting.getTotalCount() > 0) {
      measures.put("flush_p99_while_it_starts_millis", Latencies.millis(starting, PERCENTILE));
    }
    measures.put("seconds", turns.stream().map(Seen::seconds).toList());
    measures.put("judged_per_second", turns.stream().map(Comparison::judgedPerSecond).toList());
    measures.put("behind_seconds", turns.stream().map(Seen::behindSeconds).toList());
    measures.put("blocks_scanned_of_primary", scanned(turns));
    measures.put(
        "blocks_confirmed_of_primary",
        turns.stream().mapToLong(turn -> turn.blocks().confirming()).sum());
    return measures;
  }

  private static long judgedPerSecond(Seen turn) {
    return Math.round(turn.judged() / turn.seconds());
  }

  private List<Seen> of(Reading reading) {
    return seen.getOrDefault(reading, List.of());
  }

  private static long scanned(List<Seen> turns) {
    return turns.stream().mapToLong(turn -> turn.blocks().scanning()).sum();
  }

  private static Histogram flushes(List<Seen> turns) {
    Histogram all = Latencies.empty();
    turns.forEach(turn -> all.add(turn.flushes()));
    return all;
  }
}
